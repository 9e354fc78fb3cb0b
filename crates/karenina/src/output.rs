//! Where answers go: the terminal, or a file that is whole or not there.

use std::{
    io::{self, IsTerminal, Write},
    path::{Path, PathBuf},
    sync::mpsc,
    thread,
    time::Duration,
};

use karenina_report::{self as report, AtPath, Lang, Trouble};

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// It was answered.
    Answered,
    /// Something is not met, or faults were found.
    NotMet,
}

/// Prints to the terminal or whatever reads this program's output.
pub(crate) fn print(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> anyhow::Result<()> {
    let mut out = Remembering {
        out: io::BufWriter::with_capacity(1 << 16, io::stdout().lock()),
        is_gone: false,
    };
    let written = write(&mut out).and_then(|()| out.flush());
    // Writers of tables pass an error on as their own; what the reader did is known here.
    if out.is_gone {
        return Err(io::Error::from(io::ErrorKind::BrokenPipe).into());
    }
    Ok(written?)
}

/// Remembers that nobody reads on, whatever becomes of the error.
struct Remembering<W> {
    out: W,
    is_gone: bool,
}

impl<W: Write> Remembering<W> {
    fn noted<T>(&mut self, result: io::Result<T>) -> io::Result<T> {
        self.is_gone |= result.as_ref().is_err_and(|err| err.kind() == io::ErrorKind::BrokenPipe);
        result
    }
}

impl<W: Write> Write for Remembering<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let result = self.out.write(bytes);
        self.noted(result)
    }

    fn flush(&mut self) -> io::Result<()> {
        let result = self.out.flush();
        self.noted(result)
    }
}

/// Writes a file as a whole or not at all, and none that was read.
pub(crate) fn write_file(
    path: &Path,
    inputs: &[PathBuf],
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> anyhow::Result<()> {
    karenina_io::write_atomically_with(path, inputs, write)?;
    Ok(())
}

/// Tells the user something beside the answer.
pub(crate) fn complain(text: &str) {
    // If nobody can be told, nothing is left to do.
    _ = writeln!(io::stderr(), "{text}");
}

/// Whether colours are wanted: by a terminal, and not against `NO_COLOR`.
pub(crate) fn colour() -> bool {
    io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|it| it.is_empty())
}

/// How many characters a line of the terminal has.
pub(crate) fn width() -> usize {
    std::env::var("COLUMNS").ok().and_then(|it| it.parse().ok()).unwrap_or(100).clamp(60, 200)
}

/// Whether an error is only that nobody reads on, as after `| head`.
pub(crate) fn reader_is_gone(err: &anyhow::Error) -> bool {
    err.chain()
        .filter_map(|it| it.downcast_ref::<io::Error>())
        .any(|it| it.kind() == io::ErrorKind::BrokenPipe)
}

/// Does something, and after a second shows that it is being done; silent where nobody looks.
pub(crate) fn with_progress<T>(quiet: bool, what: &'static str, work: impl FnOnce() -> T) -> T {
    if quiet || !io::stderr().is_terminal() {
        return work();
    }
    let (done, is_done) = mpsc::channel::<()>();
    let shown = thread::spawn(move || {
        if is_done.recv_timeout(Duration::from_secs(1)) == Err(mpsc::RecvTimeoutError::Timeout) {
            let bar = indicatif::ProgressBar::new_spinner().with_message(what);
            bar.enable_steady_tick(Duration::from_millis(120));
            _ = is_done.recv();
            bar.finish_and_clear();
        }
    });
    let result = work();
    drop(done);
    _ = shown.join();
    result
}

/// Makes a folder, and those that it lies in, unless it is there.
pub(crate) fn make_folder(folder: &Path, lang: Lang) -> anyhow::Result<()> {
    std::fs::create_dir_all(folder).map_err(|reason| {
        let reason = reason.to_string();
        let it = Trouble::At(folder, AtPath::NoFolder(&reason));
        anyhow::anyhow!("{}", report::trouble(it, lang))
    })
}
