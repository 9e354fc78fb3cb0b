//! Names of organisations as they can be compared: without legal form, quotes, case, accents, and
//! across alphabets.
//!
//! Names only hint. Two registry numbers that differ are two organisations whatever they are
//! called, and one number is one organisation; names are compared where numbers are missing.

use std::{
    collections::{HashMap, HashSet},
    sync::LazyLock,
};

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// A name taken apart for comparing.
///
/// ```
/// use karenina_model::organisation_name::OrganisationName;
/// let a = OrganisationName::new("ООО «Завод Ромашка»");
/// let b = OrganisationName::new("Общество с ограниченной ответственностью \"ЗАВОД   РОМАШКА\"");
/// assert_eq!(a, b);
/// assert_eq!(a.words, "завод ромашка");
/// assert_eq!(a.legal_form, Some("llc"));
/// // Another alphabet is a hint and no more: it is in a key of its own.
/// assert_eq!(a.sound(), OrganisationName::new("Zavod Romashka LLC").sound());
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct OrganisationName {
    /// The words without legal form, in lower case, one space between; in the alphabet in which
    /// they were written.
    pub words: String,
    /// The kind of legal form, where the name says it: `llc`, `joint_stock`, `public_company`,
    /// `state_enterprise`, `state_institution`, `non_profit`, `partnership`, `sole_trader`.
    pub legal_form: Option<&'static str>,
}

impl OrganisationName {
    /// Takes a name apart. A name that is nothing but a legal form keeps it as its words.
    pub fn new(name: &str) -> Self {
        // Names of many thousand characters are somebody's slip; their beginning tells them apart.
        let end = name.char_indices().nth(1_000).map_or(name.len(), |(at, _)| at);
        let all = words(&name[..end]);
        let mut rest: Vec<&str> = all.iter().map(String::as_str).collect();
        let mut legal_form = None;
        // A form stands before the name or after it, and sometimes both: ФГАОУ ВО …, … S.r.l.
        while let Some((form, n, at_end)) = form_at_an_edge(&rest) {
            if n == rest.len() {
                break;
            }
            if at_end {
                rest.truncate(rest.len() - n);
            } else {
                rest.drain(..n);
            }
            legal_form = legal_form.or(Some(form));
        }
        Self { words: rest.join(" "), legal_form }
    }

    /// The name as it sounds, in Latin letters: the same for `Ромашка`, `Romashka` and
    /// `Romaschka`, and for the usual ways of writing Russian in Latin letters. Different names
    /// may sound alike, so that this is for asking and not for joining.
    pub fn sound(&self) -> String {
        self.words.split(' ').map(sound).filter(|it| !it.is_empty()).collect::<Vec<_>>().join(" ")
    }
}

/// The words of a name: lower case, no accents, no punctuation, no letters of a foreign alphabet
/// that were slipped into a word.
fn words(name: &str) -> Vec<String> {
    // Abbreviations with points are one word: S.p.A., о.о.о., sp. z o.o.
    let mut text = String::with_capacity(name.len());
    for it in name.nfkc().flat_map(char::to_lowercase) {
        text.push(it);
    }
    text.split(|it: char| {
        !(it.is_alphanumeric() || is_combining_mark(it) || it == '.' || it == '&')
    })
    .flat_map(|it| {
        let it = it.trim_matches('.');
        let initials = it.contains('.') && it.split('.').all(|part| part.chars().count() <= 1);
        let parts: Vec<String> = if initials {
            vec![it.replace('.', "")]
        } else {
            it.split('.').map(str::to_owned).collect()
        };
        parts
    })
    .map(|it| without_accents(&one_alphabet(&it)))
    .map(|it| if it == "&" { "and".to_owned() } else { it })
    .filter(|it| !it.is_empty())
    .collect()
}

/// Accents go, except those that make another letter in Russian: й is not и. Ё is written е by
/// most who write it.
fn without_accents(word: &str) -> String {
    let mut text = String::with_capacity(word.len());
    for it in word.chars() {
        match it {
            'ё' => text.push('е'),
            'й' | 'ў' | 'ї' => text.push(it),
            'ß' => text.push_str("ss"),
            'ø' => text.push('o'),
            'đ' | 'ð' => text.push('d'),
            'ł' => text.push('l'),
            'ı' => text.push('i'),
            'æ' => text.push_str("ae"),
            'œ' => text.push_str("oe"),
            'þ' => text.push_str("th"),
            it => text.extend(it.nfd().filter(|it| !is_combining_mark(*it))),
        }
    }
    text
}

/// Letters that look alike in both alphabets: Latin, Cyrillic.
const LOOK_ALIKE: &[(char, char)] = &[
    ('a', 'а'),
    ('b', 'в'),
    ('c', 'с'),
    ('e', 'е'),
    ('h', 'н'),
    ('k', 'к'),
    ('m', 'м'),
    ('o', 'о'),
    ('p', 'р'),
    ('t', 'т'),
    ('x', 'х'),
    ('y', 'у'),
    ('i', 'і'),
    ('r', 'г'),
    ('u', 'и'),
];

/// Whether a word has letters of both alphabets, at least one of them a look-alike: somebody typed
/// a Latin `c` within `Роcсия`.
///
/// ```
/// use karenina_model::organisation_name::mixes_alphabets;
/// assert!(mixes_alphabets("Роcсия"));
/// assert!(!mixes_alphabets("Россия") && !mixes_alphabets("IT-кластер"));
/// ```
pub fn mixes_alphabets(text: &str) -> bool {
    if text.is_ascii() {
        return false;
    }
    text.split(|it: char| !it.is_alphabetic()).any(|word| {
        word.chars().any(is_cyrillic)
            && word.chars().any(|it| it.is_ascii_alphabetic())
            && one_alphabet(&word.to_lowercase()) != word.to_lowercase()
    })
}

/// The text with the letters of its words in one alphabet each, where look-alikes allow it.
pub fn without_mixed_alphabets(text: &str) -> String {
    let lower = |it: char| it.to_lowercase().next().unwrap_or(it);
    let mut out = String::with_capacity(text.len());
    for word in text.split_inclusive(|it: char| !it.is_alphabetic()) {
        let folded = one_alphabet(&word.chars().map(lower).collect::<String>());
        for (old, new) in word.chars().zip(folded.chars()) {
            if lower(old) == new {
                out.push(old);
            } else if old.is_uppercase() {
                out.extend(new.to_uppercase());
            } else {
                out.push(new);
            }
        }
    }
    out
}

fn is_cyrillic(it: char) -> bool {
    ('\u{400}'..='\u{4ff}').contains(&it)
}

/// A word in lower case with its letters in one alphabet, where those of the other are
/// look-alikes.
fn one_alphabet(word: &str) -> String {
    let latin = word.chars().filter(char::is_ascii_alphabetic).count();
    let cyrillic = word.chars().filter(|it| is_cyrillic(*it)).count();
    if latin == 0 || cyrillic == 0 {
        return word.to_owned();
    }
    let to_cyrillic = |it: char| LOOK_ALIKE.iter().find(|pair| pair.0 == it).map(|pair| pair.1);
    let to_latin = |it: char| LOOK_ALIKE.iter().find(|pair| pair.1 == it).map(|pair| pair.0);
    let all_to = |foreign: fn(char) -> bool, to: &dyn Fn(char) -> Option<char>| {
        word.chars()
            .map(|it| if foreign(it) { to(it) } else { Some(it) })
            .collect::<Option<String>>()
    };
    let cyrillic_word = || all_to(|it| it.is_ascii_alphabetic(), &to_cyrillic);
    let latin_word = || all_to(is_cyrillic, &to_latin);
    let found = if cyrillic >= latin {
        cyrillic_word().or_else(latin_word)
    } else {
        latin_word().or_else(cyrillic_word)
    };
    found.unwrap_or_else(|| word.to_owned())
}

/// The legal forms as people write them, by kind. Points and quotes are gone by now.
const FORMS: &[(&str, &str)] = &[
    (
        "llc",
        "ооо | общество с ограниченной ответственностью | тоо | llc | ltd | limited | \
         limited liability company | ltd liability co | limited company | co ltd | \
         company limited | gmbh | ggmbh | gesellschaft mit beschrankter haftung | gesmbh | \
         sarl | sas | sasu | srl | srls | societa a responsabilita limitata | sl | slu | \
         sociedad limitada | lda | bv | besloten vennootschap | sp zoo | sp z oo | spzoo | \
         spolka z ograniczona odpowiedzialnoscia | sro | spol s ro | doo | kft | oy | \
         osauhing | ou | aps | uab | sia | eood | ood | sprl | bvba | epe | ike | ooo",
    ),
    (
        "joint_stock",
        "ао | зао | нао | акционерное общество | закрытое акционерное общество | \
         непубличное акционерное общество | ag | aktiengesellschaft | sa | societe anonyme | \
         spa | societa per azioni | nv | ab | aktiebolag | as | a s | asa | sa de cv | zrt | \
         spolka akcyjna | ae | jsc | cjsc | joint stock company | \
         closed joint stock company | ad | dd | ao | zao",
    ),
    (
        "public_company",
        "пао | оао | публичное акционерное общество | открытое акционерное общество | plc | \
         public limited company | oyj | abp | nyrt | pjsc | ojsc | \
         public joint stock company | open joint stock company | inc | incorporated | corp | \
         corporation | pao | oao",
    ),
    (
        "state_enterprise",
        "фгуп | гуп | муп | федеральное государственное унитарное предприятие | \
         государственное унитарное предприятие | муниципальное унитарное предприятие | fgup | \
         gup | federal state unitary enterprise",
    ),
    (
        "state_institution",
        "фгбу | фгбоу | фгаоу | фгбоу во | фгаоу во | фгбоу впо | фгаоу впо | фгбун | \
         фгбу науки | фгану | фгку | фку | гбу | гбоу | гбпоу | гаоу | гапоу | гку | гау | \
         мбу | мау | мку | обу | огбу | кгбу | гбук | фгау | фгбну | гоу | гоу впо | \
         федеральное государственное бюджетное учреждение | \
         федеральное государственное автономное учреждение | \
         федеральное государственное бюджетное учреждение науки | \
         федеральное государственное бюджетное образовательное учреждение высшего образования | \
         федеральное государственное автономное образовательное учреждение высшего образования | \
         федеральное государственное бюджетное образовательное учреждение высшего профессионального образования | \
         федеральное государственное автономное образовательное учреждение высшего профессионального образования | \
         государственное бюджетное учреждение | государственное автономное учреждение | \
         муниципальное бюджетное учреждение | epic | ipl | fgbou vo | fgaou vo | fgbu",
    ),
    (
        "non_profit",
        "ано | автономная некоммерческая организация | нп | некоммерческое партнерство | \
         нко | некоммерческая организация | ассоциация | союз | фонд | ev | e v | \
         eingetragener verein | asbl | vzw | aisbl | ivzw | association | stiftung | \
         stichting | fondation | fundacion | fundacja | onlus | ry | rf | zs | ups | ano",
    ),
    (
        "partnership",
        "kg | gmbh and co kg | ohg | snc | sas di | llp | lp | cv | vof | scs | scop | \
         scarl | scrl | scpa | scc | pk | производственный кооператив | scpl | soc coop | \
         gie | aeie | geie | eeig | товарищество",
    ),
    ("sole_trader", "ип | индивидуальный предприниматель | кфх | ek | eirl | jdoo"),
];

/// The most words of a legal form.
const MOST_WORDS: usize = 9;

/// Words that are a form only in Latin names that also have others; `ano` or `sl` alone may be a
/// name. Words that are too common in names to be taken off their beginning.
const ONLY_AT_THE_END: &str = "sa | as | ab | ag | ad | dd | ae | ou | sl | ek | cv | lp | pk | rf | ry | zs | ups | \
     ipl | epic | inc | corp | corporation | limited | company limited | ano | a s | oy | \
     sia | ike | scc | ev | e v | sas di | kg | spa | gie | incorporated | scop | sas";

/// Words that are a form only before the name: an association in Latin letters may end a name.
const ONLY_AT_THE_BEGINNING: &str = "association | ассоциация | союз | фонд | stiftung | fondation | fundacion | fundacja | \
     товарищество";

static FORMS_BY_TEXT: LazyLock<HashMap<&'static str, &'static str>> = LazyLock::new(|| {
    FORMS.iter().flat_map(|(kind, texts)| list(texts).map(|it| (it, *kind))).collect()
});

static END: LazyLock<HashSet<&'static str>> = LazyLock::new(|| list(ONLY_AT_THE_END).collect());

static BEGINNING: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| list(ONLY_AT_THE_BEGINNING).collect());

fn list(texts: &'static str) -> impl Iterator<Item = &'static str> {
    texts.split('|').map(str::trim)
}

/// The first and the last words of all forms: most names begin and end with none of them.
static EDGES: LazyLock<[HashSet<&'static str>; 2]> = LazyLock::new(|| {
    let texts = || FORMS.iter().flat_map(|it| list(it.1));
    [
        texts().filter_map(|it| it.split(' ').next()).collect(),
        texts().filter_map(|it| it.split(' ').next_back()).collect(),
    ]
});

/// The longest legal form at the beginning or the end: kind, number of words, whether at the end.
fn form_at_an_edge(words: &[&str]) -> Option<(&'static str, usize, bool)> {
    let begins = words.first().is_some_and(|it| EDGES[0].contains(it));
    let ends = words.last().is_some_and(|it| EDGES[1].contains(it));
    if !begins && !ends {
        return None;
    }
    for n in (1..=words.len().min(MOST_WORDS)).rev() {
        let first = words[..n].join(" ");
        if let Some(form) = FORMS_BY_TEXT.get(first.as_str())
            && !END.contains(first.as_str())
        {
            return Some((form, n, false));
        }
        let last = words[words.len() - n..].join(" ");
        if let Some(form) = FORMS_BY_TEXT.get(last.as_str())
            && !BEGINNING.contains(last.as_str())
        {
            return Some((form, n, true));
        }
    }
    None
}

/// A word as it sounds, in Latin letters: Cyrillic as in passports, then the ways of writing one
/// sound made one.
fn sound(word: &str) -> String {
    let mut latin = String::with_capacity(word.len() + 4);
    for it in word.chars() {
        let text = match it {
            'а' => "a",
            'б' => "b",
            'в' => "v",
            'г' | 'ґ' => "g",
            'д' => "d",
            'е' | 'э' | 'є' => "e",
            'ж' => "zh",
            'з' => "z",
            'и' | 'й' | 'ы' | 'і' | 'ї' => "i",
            'к' => "k",
            'л' => "l",
            'м' => "m",
            'н' => "n",
            'о' => "o",
            'п' => "p",
            'р' => "r",
            'с' => "s",
            'т' => "t",
            'у' | 'ў' => "u",
            'ф' => "f",
            'х' => "h",
            'ц' => "c",
            'ч' => "ch",
            'ш' => "sh",
            'щ' => "sh",
            'ъ' | 'ь' => "",
            'ю' => "iu",
            'я' => "ia",
            it => {
                latin.push(it);
                continue;
            }
        };
        latin.push_str(text);
    }
    // Longer ones first where one begins with another.
    for (written, one) in [
        ("shch", "sh"),
        ("schtsch", "sh"),
        ("tsch", "ch"),
        ("tch", "ch"),
        ("sch", "sh"),
        ("kh", "h"),
        ("ts", "c"),
        ("tz", "c"),
        ("ph", "f"),
        ("ck", "k"),
        ("x", "ks"),
        ("qu", "kv"),
        ("q", "k"),
        ("w", "v"),
        ("y", "i"),
        ("j", "i"),
        ("ll", "l"),
    ] {
        if latin.contains(written) {
            latin = latin.replace(written, one);
        }
    }
    // c before a, o, u or a consonant other than h is k in Latin names: cluster, komplekt.
    let letters: Vec<char> = latin.chars().collect();
    let mut text = String::with_capacity(latin.len());
    for (at, it) in letters.iter().enumerate() {
        let next = letters.get(at + 1);
        let it = match (it, next) {
            ('c', Some('a' | 'o' | 'u' | 'l' | 'r' | 't' | 'k')) => 'k',
            ('c', None) => 'k',
            (it, _) => *it,
        };
        if !text.ends_with(it) {
            text.push(it);
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{FORMS, OrganisationName, mixes_alphabets, without_mixed_alphabets};

    fn words(name: &str) -> String {
        OrganisationName::new(name).words
    }

    #[test]
    fn legal_forms_quotes_case_and_accents_make_no_other_organisation() {
        for (a, b) in [
            ("ООО «ТЭК»", "тэк, ООО"),
            ("О.О.О. ТЭК", "Общество с ограниченной ответственностью \"ТЭК\""),
            ("ПАО «Северсталь»", "Публичное акционерное общество Северсталь"),
            ("ФГАОУ ВО «Сибирский федеральный университет»", "Сибирский Федеральный Университет"),
            ("Siemens Energy GmbH & Co. KG", "SIEMENS ENERGY"),
            ("Università degli Studi di Padova", "UNIVERSITA DEGLI STUDI DI PADOVA"),
            ("Leonardo S.p.A.", "LEONARDO SPA"),
            ("Fraunhofer Gesellschaft e.V.", "FRAUNHOFER GESELLSCHAFT EV"),
            ("Łukasiewicz Sp. z o.o.", "Lukasiewicz"),
            ("Завод «Моторы Ёлкина»", "завод моторы елкина"),
            // A Latin o and c within Cyrillic words.
            ("ООО «Рoмашка»", "OOO \"Ромашкa\""),
        ] {
            assert_eq!(words(a), words(b), "{a} {b}");
        }
    }

    #[test]
    fn what_differs_stays_different() {
        for (a, b) in [
            ("Завод №1", "Завод №2"),
            ("Томский политехнический университет", "Томский государственный университет"),
            ("АО «Ассоциация»", "АО «Союз»"),
            ("Sa Nostra", "Nostra"),
        ] {
            assert_ne!(words(a), words(b), "{a} {b}");
        }
        let (a, b) = (OrganisationName::new("ООО Восход"), OrganisationName::new("АО Восход"));
        assert_eq!(a.words, b.words);
        assert_ne!(a.legal_form, b.legal_form);
    }

    #[test]
    fn the_usual_ways_of_writing_russian_in_latin_letters_sound_alike() {
        let sound = |it: &str| OrganisationName::new(it).sound();
        for (a, b) in [
            ("Ромашка", "Romashka"),
            ("Ромашка", "Romaschka"),
            ("Техноком", "Tekhnokom"),
            ("Техноком", "Tehnocom"),
            ("Яндекс", "Yandex"),
            ("Яндекс", "Iandeks"),
            ("Цифровые технологии", "Tsifrovye tekhnologii"),
            ("Южный кластер", "Yuzhnyi klaster"),
        ] {
            assert_eq!(sound(a), sound(b), "{a} {b}");
        }
        assert_ne!(sound("Восход"), sound("Закат"));
    }

    #[test]
    fn odd_names_are_names() {
        assert_eq!(words(""), "");
        assert_eq!(words("ООО"), "ооо");
        assert_eq!(words("«»"), "");
        assert_eq!(words("GmbH"), "gmbh");
        assert!(words(&"я".repeat(20_000)).len() <= 2_000);
    }

    #[test]
    fn letters_of_the_other_alphabet_are_put_right() {
        assert!(mixes_alphabets("Роcсия"));
        assert_eq!(without_mixed_alphabets("Роcсия и Mосква"), "Россия и Москва");
        for plain in ["Россия", "IT-кластер", "iPhone", "3D-печать", "Z-технологии"]
        {
            assert!(!mixes_alphabets(plain), "{plain}");
            assert_eq!(without_mixed_alphabets(plain), plain);
        }
    }

    /// A form of more words than are looked at would never be found.
    #[test]
    fn no_form_is_longer_than_what_is_looked_at() {
        for text in FORMS.iter().flat_map(|it| super::list(it.1)) {
            assert!(text.split(' ').count() <= super::MOST_WORDS, "{text}");
        }
    }
}
