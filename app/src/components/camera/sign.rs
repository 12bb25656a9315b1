//! The signs that only the camera has, as lines on a grid of 24 × 24.

pub const TORCH: &str = "M13 3L5 14h6l-1 7 8-11h-6z";
pub const TIMER: &str = "M12 6a7.500 7.500 0 1 0 0 15 7.500 7.500 0 0 0 0-15zM12 10v3.500l2.500 1.500M10 3h4";
pub const GRID: &str = "M4 4h16v16H4zM9.300 4v16M14.700 4v16M4 9.300h16M4 14.700h16";
pub const MORE: &str = "M4 7h10M18 7h2M16 5v4M4 12h3M11 12h9M9 10v4M4 17h8M16 17h4M14 15v4";
pub const SWITCH: &str = "M4 9a8.500 8.500 0 0 1 15-1M20 4v4.500h-4.500M20 15a8.500 8.500 0 0 1-15 1M4 20v-4.500h4.500";
