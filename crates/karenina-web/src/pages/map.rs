//! Where the clusters are found in statistics.

use maud::html;

use super::plain;
use crate::{
    answer::{Answer, Trouble},
    routes::Look,
};

pub(crate) fn map(look: &Look<'_>) -> Result<Answer, Trouble> {
    if let Some(map) = &look.office.options.map {
        return map(look.lang).map(Answer::Whole).map_err(Trouble::Load);
    }
    let title = look.word("site-map");
    let body = html! { section { p { (look.word("site-no-map")) } pre tabindex="0" { code { "karenina map TABLE --format html --out map.html\nkarenina serve … --map map.html" } } } };
    Ok(Answer::Page { body: plain(&title, "", &body), title })
}
