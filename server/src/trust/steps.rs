//! What to do on each system, in the words of its own settings.

/// What installs the authority on one kind of device.
pub struct Steps {
    /// The kind of device, as people call it.
    pub device: &'static str,
    /// One thing to do each, in order.
    pub todo: &'static [&'static str],
    /// How to take the trust back.
    pub undo: &'static str,
    /// Whether somebody has followed these steps, and where.
    pub tried: &'static str,
}

/// When the steps were written.
pub const WRITTEN: &str = "November 2026";

const NOT_TRIED: &str = "Not tried on a device.";

pub static STEPS: [Steps; 5] = [
    Steps {
        device: "iPhone and iPad",
        todo: &[
            "Open this page in Safari, tap “Download the certificate” and allow the download of a profile.",
            "Open Settings. Near the top it says “Profile Downloaded”: tap it, then “Install”, and enter the code of the device. If it is not there, it is in General › VPN & Device Management.",
            "Open Settings › General › About › Certificate Trust Settings. Switch on full trust for the entry that begins with “Pinhole on”.",
        ],
        undo: "Settings › General › VPN & Device Management: choose the profile, then “Remove Profile”.",
        tried: NOT_TRIED,
    },
    Steps {
        device: "Android",
        todo: &[
            "Tap “Download the certificate”. The device needs a screen lock; set one if it has none.",
            "Open Settings and search for “CA certificate”. It is usually in Security & privacy › More security & privacy › Encryption & credentials › Install a certificate.",
            "Choose “CA certificate”, then “Install anyway”, and pick the file from the downloads.",
            "Chrome uses it at once. In Firefox, open Settings › About Firefox, tap the logo until a debug menu is announced, and switch on “Use third party CA certificates” in the Secret Settings.",
        ],
        undo: "Settings, search for “User credentials” or “Trusted credentials”: choose the entry, then “Remove”.",
        tried: NOT_TRIED,
    },
    Steps {
        device: "Mac",
        todo: &[
            "Click “Download the certificate” and open the file. Keychain Access asks where to keep it: choose “login”.",
            "In Keychain Access, double-click the entry that begins with “Pinhole on”, unfold “Trust”, and choose “Always Trust” for “When using this certificate”.",
            "Close the window and enter your password. Start the browser again.",
        ],
        undo: "Delete the entry in Keychain Access.",
        tried: NOT_TRIED,
    },
    Steps {
        device: "Windows",
        todo: &[
            "Click “Download the certificate”, open the file, and click “Install Certificate”.",
            "Choose “Current User”, then “Place all certificates in the following store”, “Browse”, and “Trusted Root Certification Authorities”.",
            "Finish, and answer the question that follows with “Yes”. Start the browser again.",
        ],
        undo: "Run certmgr.msc, open Trusted Root Certification Authorities › Certificates, and delete the entry that begins with “Pinhole on”.",
        tried: NOT_TRIED,
    },
    Steps {
        device: "Linux",
        todo: &[
            "Chromium and Chrome: open chrome://certificate-manager, then “Installed by you” › “Trusted certificates” › “Import”, and choose the downloaded certificate.",
            "Firefox: open Settings › Privacy & Security › Certificates › “View Certificates” › “Authorities” › “Import”, choose it, and tick “Trust this CA to identify websites”.",
            "curl and other programs, on Debian and Ubuntu: put the PEM file into /usr/local/share/ca-certificates under a name that ends in .crt, then run update-ca-certificates as root.",
        ],
        undo: "Delete the entry in the same place; after deleting the file, run update-ca-certificates --fresh.",
        tried: "The menus were not tried. Chromium was, on Debian 12, with the certificate put into its store by certutil; curl and openssl were, with the PEM file.",
    },
];
