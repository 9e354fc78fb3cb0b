//! `karenina scheme`: sets of criteria beside the nine signs.

use std::io::Write;

use anyhow::bail;
use karenina_model::nearest;
use karenina_report as report;

use crate::{
    args::{Scheme as Args, scheme::SchemeFormat},
    inputs,
    output::{self, Outcome},
};

pub(crate) fn scheme(args: &Args) -> anyhow::Result<Outcome> {
    let lang = inputs::lang(&args.input.common);
    let which = args.which.as_deref().unwrap_or("list");
    if which == "list" {
        let loaded = inputs::catalogue(args.input.catalogue.as_deref())?;
        let text = report::scheme_list(&loaded.catalogue, lang);
        output::print(|out| out.write_all(text.as_bytes()))?;
        return Ok(Outcome::Answered);
    }
    let judged = output::with_progress(args.input.common.quiet, "reading and judging", || {
        inputs::judged(&args.input)
    })?;
    let schemes = &judged.catalogue.schemes;
    let Some(at) = schemes.iter().position(|it| it.id == which) else {
        let near = nearest(which, schemes.iter().map(|it| it.id.as_str()));
        bail!("{}", report::no_scheme(which, near, lang));
    };
    let format = args.format.or_else(|| args.out.as_deref().and_then(SchemeFormat::of_file));
    let render = |out: &mut dyn Write| {
        let it = judged.report();
        let text = match format.unwrap_or(SchemeFormat::Table) {
            SchemeFormat::Table => report::scheme_text(&it, at),
            SchemeFormat::Csv => return report::scheme_csv(&it, at, out),
            SchemeFormat::Json => report::scheme_json(&it, at),
            SchemeFormat::Md => report::scheme_page(&it, at),
            SchemeFormat::Html => report::scheme_html(&it, at),
        };
        out.write_all(text.as_bytes())
    };
    match &args.out {
        Some(path) => {
            output::write_file(path, &judged.inputs, render)?;
            if !args.input.common.quiet {
                output::complain(&report::written(&path.display().to_string(), judged.lang));
            }
        }
        None => output::print(render)?,
    }
    Ok(Outcome::Answered)
}
