// Starts `imenoslov lsp` and shows what it says.

const vscode = require("vscode");
const { LanguageClient } = require("vscode-languageclient/node");

let client;

async function start() {
  const settings = vscode.workspace.getConfiguration("imenoslov");
  const glossaries = settings.get("glossaries");
  const command = settings.get("path");
  const args = ["lsp", ...glossaries.flatMap((file) => ["--glossary", file])];
  const languages = settings.get("languages").flatMap((language) => [
    { scheme: "file", language },
    { scheme: "untitled", language },
  ]);
  const tables = ["glossary.toml", ...glossaries].map((file) => ({
    scheme: "file",
    pattern: `**/${file.replaceAll("\\", "/").replace(/^(\.{0,2}\/)+/, "")}`,
  }));
  client = new LanguageClient(
    "imenoslov",
    "imenoslov",
    { command, args },
    { documentSelector: [...languages, ...tables] },
  );
  try {
    await client.start();
  } catch (error) {
    client = undefined;
    vscode.window.showErrorMessage(`imenoslov: cannot start ${command} (${error.message}); see the setting imenoslov.path`);
  }
}

async function stop() {
  const running = client;
  client = undefined;
  await running?.stop();
}

async function restart() {
  await stop();
  await start();
}

exports.activate = async (context) => {
  context.subscriptions.push(
    vscode.commands.registerCommand("imenoslov.restart", restart),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration("imenoslov")) {
        return restart();
      }
    }),
  );
  await start();
};

exports.deactivate = stop;
