//! The pages, one file per page.

/// Pages whose code arrives together, when the first of them is visited. Every group has its own file; what two groups
/// share, too: few groups are few requests.
macro_rules! lazy_pages {
    ($(#[$doc:meta])* $group:ident by $load:ident, $preload:ident { $($page:ident, $name:ident => $view:path,)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy)]
        enum $group {
            $($name,)+
        }

        #[leptos::lazy]
        fn $load(page: $group) -> AnyView {
            match page {
                $($group::$name => $view().into_any(),)+
            }
        }

        $(
            #[doc = concat!("The page of [`", stringify!($view), "`].")]
            pub struct $page;

            impl leptos_router::LazyRoute for $page {
                fn data() -> Self {
                    Self
                }

                async fn view(_: Self) -> AnyView {
                    $load($group::$name).await
                }

                async fn preload() {
                    #[cfg(feature = "hydrate")]
                    $preload().await;
                }
            }
        )+
    };
}

mod account;
mod admin;
mod camera;
mod doctor;
mod home;
mod install;
pub mod not_found;
mod person;
mod photo;
mod photos;
pub mod public;
mod qr;
mod sign_in;
mod sign_in_link;
mod sign_up;
mod trash;
mod upload;

use leptos::prelude::*;

lazy_pages! {
    /// What strangers see: the front door, the ways in, a person's pictures.
    Entrance by entrance, __preload_entrance {
        HomePage, Home => home::HomeView,
        SignInPage, SignIn => sign_in::SignInView,
        SignInLinkPage, SignInLink => sign_in_link::SignInLinkView,
        SignUpPage, SignUp => sign_up::SignUpView,
        PersonPage, Person => person::PersonView,
    }
}

lazy_pages! {
    /// What members see.
    Rooms by room, __preload_room {
        PhotosPage, Photos => photos::PhotosView,
        UploadPage, Upload => upload::UploadView,
        TrashPage, Trash => trash::TrashView,
        AccountPage, Account => account::AccountView,
        QrPage, Qr => qr::QrView,
        DoctorPage, Doctor => doctor::DoctorView,
        InstallPage, Install => install::InstallView,
    }
}

lazy_pages! {
    /// What administrators see.
    Office by office, __preload_office {
        OfficePage, Office => admin::OfficeView,
    }
}

lazy_pages! {
    /// One photo.
    Lightbox by lightbox, __preload_lightbox {
        PhotoPage, Photo => photo::PhotoView,
    }
}

lazy_pages! {
    /// The camera.
    Camera by camera_room, __preload_camera_room {
        CameraPage, Camera => camera::CameraView,
    }
}
