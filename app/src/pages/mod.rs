//! The pages, one file per page.

/// A page whose code arrives when it is first visited.
macro_rules! lazy_page {
    ($(#[$doc:meta])* $page:ident => $view:ident) => {
        $(#[$doc])*
        pub struct $page;

        #[leptos_router::lazy_route]
        impl leptos_router::LazyRoute for $page {
            fn data() -> Self {
                Self
            }

            fn view(this: Self) -> AnyView {
                let $page = this;
                view! { <$view /> }.into_any()
            }
        }
    };
}

pub mod account;
pub mod camera;
pub mod doctor;
pub mod home;
pub mod not_found;
pub mod person;
pub mod photo;
pub mod photos;
pub mod public;
pub mod qr;
pub mod sign_in;
pub mod sign_in_link;
pub mod sign_up;
pub mod trash;
pub mod upload;
