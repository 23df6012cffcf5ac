//! What a person wants in particular: on the sign-in screen, on the first run, and to choose from.

use strum::IntoStaticStr;

/// What a person wants on the sign-in screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub enum LoginAction {
    /// Open the address in the browser.
    #[strum(serialize = "open_address")]
    Browse,
    /// Copy the address.
    #[strum(serialize = "copy_address")]
    Copy,
    /// Print the address on the plain screen.
    #[strum(serialize = "print_address")]
    Print,
    /// Show the address as a QR code.
    #[strum(serialize = "qr_code")]
    Qr,
    /// To the other field.
    #[strum(serialize = "other_step")]
    Switch,
    /// Hand in what is in the field.
    Submit,
    /// Empty the field.
    Clear,
    /// Stop waiting, or start again from the first step.
    #[strum(serialize = "start_again")]
    GiveUp,
    /// Back to the application's id and secret.
    ChangeApp,
}

/// What a person wants on the first-run screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub enum SetupAction {
    /// To the next field.
    #[strum(serialize = "next_field")]
    Next,
    /// To the field before.
    #[strum(serialize = "previous_field")]
    Previous,
    /// The other choice.
    #[strum(serialize = "other_choice")]
    Choose,
    /// Go on with what is typed.
    Continue,
    /// See the built-in Tower first.
    Demo,
    /// Back to the sign-in screen.
    #[strum(serialize = "leave_setup")]
    Back,
}

/// What there is to choose from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub enum Menu {
    /// Roles and groups.
    #[strum(serialize = "facet")]
    Facets,
    /// Columns of the table.
    Columns,
    /// What of a member to copy.
    #[strum(serialize = "copy_menu")]
    Copy,
}
