//! The small pictures in the tray. Only what is on the screen is opened, one picture at a time, and let go of afterwards:
//! a picture of 12 megapixels takes 48 MB while it is open.

use super::hold;
use js_sys::Array;
use leptos::task::spawn_local;
use std::{cell::RefCell, collections::VecDeque};
use wasm_bindgen::{JsCast, prelude::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    CanvasRenderingContext2d, HtmlCanvasElement, ImageBitmap, ImageBitmapOptions, IntersectionObserver, IntersectionObserverEntry,
};

/// The sides of a small picture in px: twice what it has on the screen, for screens of twice as many.
const SIDE: u32 = 80;
/// What a picture is made small to before it is cut: its sides differ.
const WIDTH: u32 = 2 * SIDE;

#[derive(Default)]
struct Previews {
    /// Tells what is on the screen. Made when it is first needed.
    observer: Option<IntersectionObserver>,
    /// On the screen, and not drawn yet.
    wanted: VecDeque<HtmlCanvasElement>,
    /// Whether one is being drawn.
    is_busy: bool,
}

thread_local! {
    static PREVIEWS: RefCell<Previews> = RefCell::default();
}

/// Draw a row's own picture on this canvas whenever it is on the screen. It is told the row by `data-row`.
pub fn show_preview(canvas: &HtmlCanvasElement) {
    if let Some(observer) = observer() {
        observer.observe(canvas);
    }
}

/// This canvas goes.
pub fn forget_preview(canvas: &HtmlCanvasElement) {
    if let Some(observer) = observer() {
        observer.unobserve(canvas);
    }
    erase(canvas);
}

fn observer() -> Option<IntersectionObserver> {
    PREVIEWS.with_borrow_mut(|previews| {
        if previews.observer.is_none() {
            let seen = Closure::<dyn Fn(Array)>::new(|entries: Array| note_seen(&entries));
            // A browser without it shows no small pictures.
            previews.observer = IntersectionObserver::new(seen.as_ref().unchecked_ref()).ok();
            // It observes as long as the window lives.
            seen.forget();
        }
        previews.observer.clone()
    })
}

/// These came onto the screen, or left it.
fn note_seen(entries: &Array) {
    for entry in entries.iter().map(JsCast::unchecked_into::<IntersectionObserverEntry>) {
        let canvas: HtmlCanvasElement = entry.target().unchecked_into();
        if entry.is_intersecting() {
            PREVIEWS.with_borrow_mut(|previews| previews.wanted.push_back(canvas));
        } else {
            erase(&canvas);
        }
    }
    draw_next();
}

/// Let go of what was drawn, and do not draw it.
fn erase(canvas: &HtmlCanvasElement) {
    PREVIEWS.with_borrow_mut(|previews| previews.wanted.retain(|wanted| wanted != canvas));
    canvas.set_width(0);
    canvas.set_height(0);
}

/// Draw what is wanted first, unless one is being drawn.
fn draw_next() {
    let next = PREVIEWS.with_borrow_mut(|previews| {
        let next = if previews.is_busy { None } else { previews.wanted.pop_front() };
        previews.is_busy |= next.is_some();
        next
    });
    if let Some(canvas) = next {
        spawn_local(async move {
            // What cannot be drawn is no picture, or none that this browser knows.
            draw(&canvas).await;
            PREVIEWS.with_borrow_mut(|previews| previews.is_busy = false);
            draw_next();
        });
    }
}

async fn draw(canvas: &HtmlCanvasElement) -> Option<()> {
    let row = canvas.get_attribute("data-row")?.parse().ok()?;
    let file = hold::file(row).filter(|file| file.type_().starts_with("image/") && file.size() > 0.0)?;
    let options = ImageBitmapOptions::new();
    options.set_resize_width(WIDTH);
    let small = leptos::prelude::window().create_image_bitmap_with_blob_and_image_bitmap_options(&file, &options).ok()?;
    let small: ImageBitmap = JsFuture::from(small).await.ok()?.dyn_into().ok()?;
    canvas.set_width(SIDE);
    canvas.set_height(SIDE);
    let pen: CanvasRenderingContext2d = canvas.get_context("2d").ok()??.dyn_into().ok()?;
    let (width, height, side) = (f64::from(small.width()), f64::from(small.height()), f64::from(SIDE));
    // Its middle, as a square.
    let cut = width.min(height);
    let (x, y) = ((width - cut) / 2.0, (height - cut) / 2.0);
    pen.draw_image_with_image_bitmap_and_sw_and_sh_and_dx_and_dy_and_dw_and_dh(&small, x, y, cut, cut, 0.0, 0.0, side, side).ok()?;
    small.close();
    Some(())
}
