//! Lists of numbers, one a row, end to end in one array.

/// Compressed rows: the entries of row `i` stand from `starts[i]` to `starts[i + 1]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Rows {
    starts: Vec<u32>,
    entries: Vec<u32>,
}

impl Default for Rows {
    fn default() -> Rows {
        Rows { starts: vec![0], entries: Vec::new() }
    }
}

impl Rows {
    /// Sorts pairs (row, entry) into rows by counting; the order within a row is that of the
    /// pairs. Every row number must be below `n_rows`, and the pairs fewer than 2³².
    pub fn from_pairs(n_rows: usize, pairs: impl Iterator<Item = (u32, u32)> + Clone) -> Rows {
        let mut starts = vec![0_u32; n_rows + 1];
        for (row, _) in pairs.clone() {
            starts[row as usize + 1] += 1;
        }
        for row in 0..n_rows {
            starts[row + 1] += starts[row];
        }
        let mut next = starts.clone();
        let mut entries = vec![0; starts[n_rows] as usize];
        for (row, entry) in pairs {
            let place = &mut next[row as usize];
            entries[*place as usize] = entry;
            *place += 1;
        }
        Rows { starts, entries }
    }

    /// Rows that are already made.
    pub fn from_parts(starts: Vec<u32>, entries: Vec<u32>) -> Rows {
        Rows { starts, entries }
    }

    pub fn n_rows(&self) -> usize {
        self.starts.len() - 1
    }

    pub fn n_entries(&self) -> usize {
        self.entries.len()
    }

    pub fn range(&self, row: usize) -> std::ops::Range<usize> {
        self.starts[row] as usize..self.starts[row + 1] as usize
    }

    pub fn row(&self, row: usize) -> &[u32] {
        &self.entries[self.range(row)]
    }

    pub fn len(&self, row: usize) -> usize {
        (self.starts[row + 1] - self.starts[row]) as usize
    }

    pub fn iter(&self) -> impl Iterator<Item = (u32, u32)> + Clone + '_ {
        (0..self.n_rows()).flat_map(|row| self.row(row).iter().map(move |&it| (row as u32, it)))
    }
}
