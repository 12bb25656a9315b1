//! Justified rows: even heights, true shapes, nothing cropped. The same rule as that of the grid's CSS (a wrapping
//! flexbox whose items grow in proportion to their shapes), so that what the server sent stays where it is when script
//! takes over.

/// The place there is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Frame {
    /// Of the grid, in px.
    pub width: f64,
    /// The least height of a row, in px.
    pub row: f64,
    /// Between pictures and between rows, in px.
    pub gap: f64,
}

/// What comes after a run of pictures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// Nothing more, or a heading: the last row may stay short, at the height of the others.
    Ragged,
    /// More pictures, which are not there yet: a row that is not full is kept back.
    Open,
    /// More pictures, whose rows are made already: the last row must be full.
    Full,
}

/// Pictures side by side.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Row {
    /// Which picture comes first.
    pub first: usize,
    /// How many there are.
    pub count: usize,
    /// In px.
    pub height: f64,
}

impl Frame {
    /// Rows for pictures of these shapes (width over height).
    pub fn rows(self, ratios: &[f64], end: End) -> Vec<Row> {
        let mut rows = Vec::new();
        let (mut first, mut sum) = (0, 0.0);
        for (index, ratio) in ratios.iter().enumerate() {
            let count = index - first;
            if count > 0 && (sum + ratio) * self.row + self.gaps(count + 1) > self.width {
                rows.push(self.full(first, count, sum));
                (first, sum) = (index, 0.0);
            }
            sum += ratio;
        }
        let count = ratios.len() - first;
        if count == 0 {
            return rows;
        }
        // There is room for nothing more in it.
        let is_full = sum * self.row + self.gaps(count + 1) >= self.width;
        match end {
            _ if is_full => rows.push(self.full(first, count, sum)),
            End::Open => {}
            End::Ragged => rows.push(Row { first, count, height: self.row }),
            End::Full => self.close(&mut rows, ratios, first),
        }
        rows
    }

    /// Make a full row of the pictures from `first` on, which do not fill one: stretch them a little, or take them into the row before.
    fn close(self, rows: &mut Vec<Row>, ratios: &[f64], first: usize) {
        const STRETCH: f64 = 1.6;
        let sum = |first: usize| ratios[first..].iter().sum::<f64>();
        let alone = self.full(first, ratios.len() - first, sum(first));
        let stretched = alone.height > self.row * STRETCH;
        match rows.pop_if(|_| stretched) {
            Some(before) => rows.push(self.full(before.first, ratios.len() - before.first, sum(before.first))),
            None => rows.push(alone),
        }
    }

    /// A row that fills the width.
    fn full(self, first: usize, count: usize, ratios: f64) -> Row {
        Row { first, count, height: (self.width - self.gaps(count)).max(1.0) / ratios.max(f64::EPSILON) }
    }

    #[expect(clippy::cast_precision_loss, reason = "a row has few pictures")]
    fn gaps(self, count: usize) -> f64 {
        count.saturating_sub(1) as f64 * self.gap
    }
}

#[cfg(test)]
mod tests {
    use super::{End, Frame, Row};

    const FRAME: Frame = Frame { width: 1000.0, row: 200.0, gap: 4.0 };

    fn counts(ratios: &[f64], end: End) -> Vec<usize> {
        FRAME.rows(ratios, end).iter().map(|row| row.count).collect()
    }

    fn width(row: Row, ratios: &[f64]) -> f64 {
        let pictures: f64 = ratios[row.first..row.first + row.count].iter().map(|ratio| ratio * row.height).sum();
        pictures + 4.0 * (f64::from(u32::try_from(row.count).expect("few")) - 1.0)
    }

    #[test]
    fn full_rows_fill_the_width_and_are_no_lower_than_asked() {
        let ratios = [1.5, 0.66, 1.33, 1.0, 1.78, 0.5, 1.5, 1.5, 1.5, 1.5, 2.4];
        let rows = FRAME.rows(&ratios, End::Ragged);
        assert_eq!(rows.iter().map(|row| row.count).sum::<usize>(), ratios.len());
        for row in &rows[..rows.len() - 1] {
            assert!((width(*row, &ratios) - 1000.0).abs() < 0.01 && row.height >= 200.0, "{row:?}");
        }
    }

    #[test]
    fn the_last_row_is_short_kept_back_or_filled_as_what_follows_needs() {
        assert_eq!(counts(&[1.5; 7], End::Ragged), [3, 3, 1]);
        assert!((FRAME.rows(&[1.5; 7], End::Ragged)[2].height - 200.0).abs() < 0.01);
        assert_eq!(counts(&[1.5; 7], End::Open), [3, 3]);
        assert_eq!(counts(&[1.5; 7], End::Full), [3, 4]);
        assert_eq!(counts(&[1.5; 8], End::Full), [3, 5]);
        assert_eq!(counts(&[1.6; 8], End::Full), [3, 3, 2]);
        assert_eq!(counts(&[1.5], End::Full), [1]);
    }

    #[test]
    fn a_panorama_has_a_row_of_its_own_that_is_lower() {
        let rows = FRAME.rows(&[1.0, 10.0, 1.0], End::Ragged);
        assert_eq!(rows.iter().map(|row| row.count).collect::<Vec<_>>(), [1, 1, 1]);
        assert!((rows[1].height - 100.0).abs() < 0.01);
    }

    #[test]
    fn nothing_has_no_rows() {
        assert!(FRAME.rows(&[], End::Ragged).is_empty());
    }
}
