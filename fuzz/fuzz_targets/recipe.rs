//! Bytes as a recipe, and as the text that it is applied to, parted by a zero byte.
#![no_main]

use libfuzzer_sys::fuzz_target;

mod judged;

fuzz_target!(|data: &[u8]| {
    let mut parts = data.splitn(2, |it| *it == 0);
    let (Some(recipe), file) = (parts.next(), parts.next().unwrap_or_default()) else { return };
    let Ok(text) = std::str::from_utf8(recipe) else { return };
    let (recipe, _) = karenina_io::parse_recipe("recipe.toml", text);
    let files: [(&str, &[u8]); 2] = [("form.csv", file), ("organisations.csv", file)];
    judged::judged(karenina_io::read_embedded_by("fuzz", &files, &recipe, |_| Vec::new()));
});
