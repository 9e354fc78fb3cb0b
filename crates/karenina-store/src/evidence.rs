//! Documents, kept under the digest of what is in them.

use karenina_model::Date;

use crate::{act::Act, error::StoreError, journal::Digest, journal::What, register::Register};

/// A document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EvidenceRow {
    /// The digest of its bytes.
    pub sha256: Digest,
    /// What it was called.
    pub name: String,
    /// How many bytes it has.
    pub size: u64,
    /// The claim that it was added for.
    pub claim: Option<String>,
    /// When it was added.
    pub on: Date,
}

impl Register {
    /// Keeps a document. One that is kept already is only named again.
    pub fn add_evidence(
        &mut self,
        name: &str,
        bytes: &[u8],
        claim: Option<&str>,
        act: &Act,
    ) -> Result<Digest, StoreError> {
        let sha256 = Digest::of(bytes);
        self.write(act, |it, _| {
            if let Some(claim) = claim {
                it.find_claim(claim)?;
            }
            it.storage.keep_evidence(sha256, bytes)?;
            Ok(What::Evidence {
                sha256,
                name: name.to_owned(),
                size: bytes.len() as u64,
                claim: claim.map(str::to_owned),
            })
        })?;
        Ok(sha256)
    }

    /// The documents, in the order in which they were added.
    pub fn evidence_list(&self) -> Vec<EvidenceRow> {
        let of_entry = |it: &crate::journal::Entry| match &it.line.what {
            What::Evidence { sha256, name, size, claim } => Some(EvidenceRow {
                sha256: *sha256,
                name: name.clone(),
                size: *size,
                claim: claim.clone(),
                on: it.on,
            }),
            _ => None,
        };
        self.journal.entries.iter().filter_map(of_entry).collect()
    }

    /// The bytes of a document; its digest may be cut after eight digits.
    pub fn evidence(&self, sha256: &str) -> Result<(EvidenceRow, Vec<u8>), StoreError> {
        let missing = || StoreError::NoEvidence(sha256.to_owned());
        if sha256.len() < 8 {
            return Err(missing());
        }
        let row = self
            .evidence_list()
            .into_iter()
            .find(|it| it.sha256.to_string().starts_with(sha256))
            .ok_or_else(missing)?;
        let bytes = self.storage.evidence(row.sha256)?.ok_or_else(missing)?;
        Ok((row, bytes))
    }
}
