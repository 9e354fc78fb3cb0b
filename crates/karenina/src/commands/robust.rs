//! `robust`: how sure the verdicts are.

use karenina_assess::RobustnessOptions;
use karenina_report as report;

use crate::{
    args::{PageFormat, Robust},
    inputs,
    output::{self, Outcome},
};

pub(crate) fn robust(args: &Robust) -> anyhow::Result<Outcome> {
    let quiet = args.input.common.quiet;
    let judged =
        output::with_progress(quiet, "reading and judging", || inputs::judged(&args.input))?;
    let options = RobustnessOptions {
        draws: args.draws,
        seed: args.input.seed,
        rivals: args.draws_rivals(),
        spread: args.spreads(),
        ..RobustnessOptions::default()
    };
    let found = output::with_progress(quiet, "drawing", || {
        karenina_assess::robustness(&judged.catalogue, &judged.found, options)
    });
    let it = judged.report();
    let by_name = args.out.as_deref().and_then(PageFormat::of_file);
    let format = args.format.or(by_name).unwrap_or(PageFormat::Table);
    let render = |out: &mut dyn std::io::Write| match format {
        PageFormat::Table => {
            let colour = args.out.is_none() && output::colour();
            let text = report::robustness_terminal(&it, &found, colour, output::width());
            out.write_all(text.as_bytes())
        }
        PageFormat::Json => report::robustness_json(&it, &found, out),
        PageFormat::Md => out.write_all(report::robustness_markdown(&it, &found).as_bytes()),
        PageFormat::Html => out.write_all(report::robustness_html(&it, &found).as_bytes()),
    };
    match &args.out {
        Some(path) => {
            output::write_file(path, &judged.inputs, render)?;
            if !quiet {
                output::complain(&report::written(&path.display().to_string(), judged.lang));
            }
        }
        None => output::print(render)?,
    }
    Ok(Outcome::Answered)
}
