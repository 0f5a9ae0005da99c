//! Files of two languages as units.

use std::path::Path;

use imenoslov::reader::{ReadError, Unit, bitext_of_bytes, is_bitext};

fn read(name: &str, text: &str) -> Result<Vec<Unit>, ReadError> {
    bitext_of_bytes(Path::new(name), text.as_bytes().to_vec())
}

/// The units as lines `id: source language source | target language target`.
fn units(name: &str, text: &str) -> Vec<String> {
    let line = |unit: Unit| {
        let ((source, from), (target, to)) = (unit.source, unit.target);
        format!("{}: {source} {from} | {target} {to}", unit.id)
    };
    read(name, text).expect("readable units").into_iter().map(line).collect()
}

#[test]
fn catalogues_of_gettext() {
    let text = "\
msgid \"\"
msgstr \"\"
\"Language: uk_UA\\n\"
\"X-Source-Language: ru\\n\"

# Примечание
#, fuzzy
#| msgid \"Старое\"
msgctxt \"новости\"
msgid \"\"
\"Спецпосланник Стив \"
\"Уиткофф сказал:\\n\"
\"\\\"Да\\\"\"
msgstr \"Спецпосланець Стів Віт\"
    \"кофф сказав:\\n\\\"Так\\\"\"

msgid \"Один снаряд\"
msgid_plural \"Много снарядов\"
msgstr[0] \"Один снаряд\"
msgstr[1] \"Багато снарядів\"

msgid \"Не переведено\"
msgstr \"\"

#~ msgid \"Выброшено\"
#~ msgstr \"Викинуто\"
";
    let expected = [
        "новости/Спецпосланник Стив Уиткофф сказал: \"Да\": ru Спецпосланник Стив Уиткофф сказал:\n\"Да\" | \
         uk Спецпосланець Стів Віткофф сказав:\n\"Так\"",
        "Один снаряд: ru Один снаряд | uk Один снаряд",
    ];
    assert_eq!(units("a.po", text), expected);
    assert_eq!(units("a.po", &text.replace('\n', "\r\n")), expected);
}

#[test]
fn catalogues_that_state_no_language() {
    let text = "msgid \"Это был очень хороший ответ\"\nmsgstr \"Це була дуже гарна відповідь\"\n\
                msgid \"title\"\nmsgstr \"Заголовок\"\n";
    assert_eq!(
        units("a.po", text),
        ["Это был очень хороший ответ: ru Это был очень хороший ответ | uk Це була дуже гарна відповідь"]
    );
}

#[test]
fn xliff_1_2() {
    let text = r#"<?xml version="1.0"?>
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">
<file original="a.txt" source-language="ru-RU" target-language="uk" datatype="plaintext"><header/><body>
<trans-unit id="1"><source>Стив <g id="1">Уит<x id="9" ctype="lb"/>кофф</g> &amp; <bpt id="2">&lt;b&gt;</bpt>Ко</source>
<seg-source><mrk mtype="seg" mid="0">Стив</mrk></seg-source>
<target state="translated">Стів <g id="1">Віткофф</g> <![CDATA[& Ко]]></target>
<alt-trans><source>Другой</source><target>Інший</target></alt-trans></trans-unit>
<group><trans-unit id="2"><source>Нет</source><note>Заметка</note></trans-unit></group>
</body></file></xliff>"#;
    assert_eq!(units("a.xlf", text), ["1: ru Стив Уит\nкофф & Ко | uk Стів Віткофф & Ко"]);
}

#[test]
fn xliff_2() {
    let text = r#"<xliff version="2.0" xmlns="urn:oasis:names:tc:xliff:document:2.0" srcLang="uk" trgLang="ru"
 xmlns:mtc="urn:oasis:names:tc:xliff:matches:2.0"><file id="f"><unit id="u">
<mtc:matches><mtc:match ref="s"><source>Чужий</source><target>Чужой</target></mtc:match></mtc:matches>
<segment id="s"><source>Перший <pc id="1">уряд</pc></source><target>Первое <pc id="1">правительство</pc></target></segment>
<ignorable><source> </source></ignorable>
<segment><source>Другий<ph id="2"/></source><target>Второй</target></segment></unit></file></xliff>"#;
    let object = '\u{fffc}';
    assert_eq!(
        units("a.xliff", text),
        ["u/s: uk Перший уряд | ru Первое правительство".to_owned(), format!("u/2: uk Другий{object} | ru Второй")]
    );
}

#[test]
fn translation_memories() {
    let text = r#"<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE tmx SYSTEM "tmx14.dtd">
<tmx version="1.4"><header srclang="uk-UA" segtype="sentence"/><body>
<tu tuid="a1"><prop type="x">y</prop><tuv xml:lang="ru"><seg>Да<bpt i="1">&lt;b></bpt>, <hi>нет</hi></seg></tuv>
<tuv xml:lang="uk"><seg>Так, ні</seg></tuv><tuv xml:lang="en"><seg>Yes, no</seg></tuv></tu>
<tu srclang="*all*"><tuv lang="RU"><seg>Снова</seg></tuv><tuv lang="UK"><seg>Знову</seg></tuv></tu>
<tu><tuv xml:lang="en"><seg>One</seg></tuv><tuv xml:lang="uk"><seg>Один</seg></tuv></tu></body></tmx>"#;
    assert_eq!(units("a.tmx", text), ["a1: uk Так, ні | ru Да, нет", "2: uk Знову | ru Снова"]);
}

#[test]
fn two_columns() {
    let text = "ru\tuk\nДа\tТак\tлишнее\r\n\nнет\n\tпорожньо\n";
    assert_eq!(units("a.tsv", text), ["2: ru Да | uk Так"]);
    let text = "Сьогодні прем'єр-міністр приїхав\tСегодня премьер-министр приехал";
    assert_eq!(units("a.tsv", text), ["1: uk Сьогодні прем'єр-міністр приїхав | ru Сегодня премьер-министр приехал"]);
    assert!(is_bitext(Path::new("a.TMX")) && !is_bitext(Path::new("a.txt")));
}

#[test]
fn what_is_broken_is_refused() {
    let deep = format!("<xliff>{}", "<g>".repeat(300));
    let bomb = "<!DOCTYPE tmx [<!ENTITY a \"aa\"><!ENTITY b \"&a;&a;\">]><tmx>&b;</tmx>";
    let mut messages = String::new();
    for (name, text) in [
        ("deep.xlf", &*deep),
        ("bomb.tmx", bomb),
        ("truncated.tmx", "<tmx><header srclang=\"uk\"/><body><tu><tuv xml:lang=\"ru\"><seg>Да"),
        ("cut.xlf", "<xliff><file source-lang"),
        ("crossed.xlf", "<xliff>\n<file></xliff>"),
        ("other.tmx", "<xliff/>"),
        ("empty.tmx", ""),
        ("entity.tmx", "<tmx>&unknown;</tmx>"),
        ("a.po", "msgid \"Да\"\nmsgstr \"Так\n"),
        ("b.po", "<html>"),
        ("a.txt", "Да"),
    ] {
        messages.push_str(&read(name, text).expect_err("an error").to_string());
        messages.push('\n');
    }
    insta::assert_snapshot!(messages);
}
