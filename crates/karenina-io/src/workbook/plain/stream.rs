//! The bytes of a part, unpacked while they are read.

use std::{
    io::{Cursor, Read},
    sync::mpsc::{Receiver, SyncSender, sync_channel},
};

use zip::ZipArchive;

use super::super::Fault;

/// How much is unpacked at a time.
const PIECE: usize = 256 << 10;

/// Parts of more bytes than this are unpacked by a thread of their own.
const LARGE: u64 = 4 << 20;

/// The most bytes of a row, or of a text of the table of texts.
const LONGEST: usize = 64 << 20;

/// A window on the bytes of a part, which moves on.
pub struct Stream<'a> {
    from: Source<'a>,
    /// What is there, from `at` on.
    bytes: Vec<u8>,
    at: usize,
    ended: bool,
}

enum Source<'a> {
    Here(Box<dyn Read + 'a>),
    There { pieces: Receiver<std::io::Result<Vec<u8>>> },
}

/// Opens a part and hands it on.
pub fn with(
    bytes: &[u8],
    part: usize,
    read: impl FnOnce(&mut Stream) -> Result<(), Fault>,
) -> Result<(), Fault> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Fault::NotPlain)?;
    let entry = archive.by_index(part).map_err(|_| Fault::NotPlain)?;
    if entry.size() < LARGE {
        let mut stream = Stream::new(Source::Here(Box::new(entry)));
        return read(&mut stream);
    }
    drop(entry);
    std::thread::scope(|scope| {
        let (sender, pieces) = sync_channel(4);
        scope.spawn(move || unpack(bytes, part, &sender));
        let mut stream = Stream::new(Source::There { pieces });
        // When reading ends early, the channel closes, and the other thread with it.
        read(&mut stream)
    })
}

/// Sends the bytes of a part, piece by piece, and then why there are no more, where it failed.
fn unpack(bytes: &[u8], part: usize, sender: &SyncSender<std::io::Result<Vec<u8>>>) {
    let unpacked = || -> std::io::Result<()> {
        let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(std::io::Error::other)?;
        let mut entry = archive.by_index(part).map_err(std::io::Error::other)?;
        loop {
            let mut piece = Vec::with_capacity(PIECE);
            let n = entry.by_ref().take(PIECE as u64).read_to_end(&mut piece)?;
            // Nobody receives any more when the reader has what it wanted.
            if n == 0 || sender.send(Ok(piece)).is_err() {
                return Ok(());
            }
        }
    };
    if let Err(err) = unpacked() {
        _ = sender.send(Err(err));
    }
}

impl<'a> Stream<'a> {
    fn new(from: Source<'a>) -> Self {
        Self { from, bytes: Vec::new(), at: 0, ended: false }
    }

    /// What is there.
    pub fn window(&self) -> &[u8] {
        &self.bytes[self.at..]
    }

    /// Passes over the first so many bytes of the window.
    pub fn pass(&mut self, n: usize) {
        self.at = (self.at + n).min(self.bytes.len());
    }

    /// Adds to the end of the window; whether there was anything to add.
    pub fn more(&mut self) -> Result<bool, super::NotPlain> {
        if self.ended {
            return Ok(false);
        }
        self.bytes.drain(..self.at);
        self.at = 0;
        let before = self.bytes.len();
        match &mut self.from {
            Source::Here(read) => {
                let read = read.take(PIECE as u64).read_to_end(&mut self.bytes);
                read.map_err(|_| super::NotPlain)?;
            }
            Source::There { pieces } => match pieces.recv() {
                Ok(Ok(piece)) if self.bytes.is_empty() => self.bytes = piece,
                Ok(Ok(piece)) => self.bytes.extend_from_slice(&piece),
                Ok(Err(_)) => return Err(super::NotPlain),
                Err(_) => {}
            },
        }
        self.ended = self.bytes.len() == before;
        Ok(!self.ended)
    }

    /// The bytes up to the end of the first `end`, which is waited for: how many they are.
    pub fn up_to(
        &mut self,
        end: &memchr::memmem::Finder,
    ) -> Result<Option<usize>, super::NotPlain> {
        let mut looked = 0;
        loop {
            if let Some(at) = end.find(&self.window()[looked..]) {
                return Ok(Some(looked + at + end.needle().len()));
            }
            looked = self.window().len().saturating_sub(end.needle().len());
            if self.window().len() > LONGEST || !self.more()? {
                return Ok(None);
            }
        }
    }
}
