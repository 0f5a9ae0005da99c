//! What the server reacts to.

use std::collections::VecDeque;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::Duration;

use imenoslov::checker::Finding;
use imenoslov::reader::Article;
use lsp_server::{ErrorCode, Message, RequestId};
use serde_json::Value;

use super::transport::TransportError;

/// Something that happened.
pub(super) enum Event {
    /// The editor says or asks something.
    Message(Message),
    /// The editor answers something.
    Answer,
    /// The editor sent what is no message.
    Malformed { id: Value, code: ErrorCode, message: String },
    /// No more messages will come.
    Closed(Option<TransportError>),
    /// A whole check is done.
    Checked(Checked),
}

/// A whole check.
pub(super) struct Checked {
    /// Which of the glossaries, by the count of how often they were read.
    pub(super) glossary: u64,
    /// The address of the document.
    pub(super) uri: String,
    pub(super) article: Arc<Article>,
    pub(super) findings: Vec<Finding>,
}

/// Events in the order in which they came. Those that wait can be looked at, so that requests which were cancelled
/// meanwhile are not carried out.
pub(super) struct Inbox {
    receiver: Receiver<Event>,
    waiting: VecDeque<Event>,
}

impl Inbox {
    pub(super) fn new(receiver: Receiver<Event>) -> Inbox {
        Inbox { receiver, waiting: VecDeque::new() }
    }

    /// Lets an event be the next one.
    pub(super) fn give_back(&mut self, event: Option<Event>) {
        if let Some(event) = event {
            self.waiting.push_front(event);
        }
    }

    /// The next event that is already there.
    pub(super) fn poll(&mut self) -> Option<Event> {
        self.waiting.extend(self.receiver.try_iter());
        self.waiting.pop_front()
    }

    /// Waits for the next event, for ever where there is no limit; `None` when the time is over.
    pub(super) fn wait(&mut self, limit: Option<Duration>) -> Option<Event> {
        if let Some(event) = self.poll() {
            return Some(event);
        }
        match limit {
            None => Some(self.receiver.recv().unwrap_or(Event::Closed(None))),
            Some(limit) => match self.receiver.recv_timeout(limit) {
                Ok(event) => Some(event),
                Err(RecvTimeoutError::Timeout) => None,
                Err(RecvTimeoutError::Disconnected) => Some(Event::Closed(None)),
            },
        }
    }

    /// Whether a request was cancelled while it waited.
    pub(super) fn take_cancellation(&mut self, id: &RequestId) -> bool {
        self.waiting.extend(self.receiver.try_iter());
        let cancels = |event: &Event| match event {
            Event::Message(Message::Notification(notification)) => {
                notification.method == "$/cancelRequest"
                    && notification.params.get("id").is_some_and(|cancelled| {
                        serde_json::from_value::<RequestId>(cancelled.clone()).is_ok_and(|cancelled| cancelled == *id)
                    })
            }
            _ => false,
        };
        match self.waiting.iter().position(cancels) {
            Some(place) => self.waiting.remove(place).is_some(),
            None => false,
        }
    }
}
