//! What may happen to a session, drawn by chance.

use proptest::prelude::*;

/// Something that may happen.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Happening {
    Ticks { seconds: u32 },
    Jumps { seconds: i32 },
    CodeGiven,
    CaptchaGiven,
    Abandoned,
    OfferTaken,
    SignOutWished,
    RenewalWished,
    RetryWished,
    Leaving,
    Called,
    ApiAnswers(ApiSays),
    TokenAnswers(TokenSays),
    DiskAnswers,
    DiskFills(bool),
    LockTaken(bool),
    AnotherRenews,
    AnotherSignsIn { same: bool },
    AnotherSignsOut,
    LockFails,
    FileLost,
    Revoked,
    Stayed,
    FileBreaks,
    FileLookedAt,
}

#[derive(Clone, Copy, Debug)]
pub(crate) enum ApiSays {
    Good,
    Refuses,
    Forbids,
    Nothing,
}

#[derive(Clone, Copy, Debug)]
pub(crate) enum TokenSays {
    Grants { seconds: u32 },
    GrantsAnother,
    InvalidGrant,
    InvalidRequest,
    InvalidClient,
    TwoStep,
    Busy,
    Nothing,
    NotSent,
}

pub(crate) fn happening() -> impl Strategy<Value = Happening> {
    use Happening::{
        Abandoned, AnotherRenews, AnotherSignsIn, AnotherSignsOut, ApiAnswers, Called, CaptchaGiven,
        CodeGiven, DiskAnswers, DiskFills, FileBreaks, FileLookedAt, FileLost, Jumps, Leaving, LockFails,
        LockTaken, OfferTaken, RenewalWished, RetryWished, Revoked, SignOutWished, Stayed, Ticks,
        TokenAnswers,
    };
    let api = prop_oneof![
        4 => Just(ApiSays::Good), 3 => Just(ApiSays::Refuses), 1 => Just(ApiSays::Forbids), 1 => Just(ApiSays::Nothing)
    ];
    let token = prop_oneof![
        8 => (0..8000_u32).prop_map(|seconds| TokenSays::Grants { seconds }),
        1 => Just(TokenSays::GrantsAnother),
        1 => Just(TokenSays::InvalidGrant),
        1 => Just(TokenSays::InvalidRequest),
        1 => Just(TokenSays::InvalidClient),
        1 => Just(TokenSays::TwoStep),
        2 => Just(TokenSays::Busy),
        2 => Just(TokenSays::Nothing),
        2 => Just(TokenSays::NotSent),
    ];
    prop_oneof![
        6 => (0..4000_u32).prop_map(|seconds| Ticks { seconds }),
        1 => (-90_000..90_000_i32).prop_map(|seconds| Jumps { seconds }),
        3 => Just(CodeGiven),
        1 => Just(CaptchaGiven),
        1 => Just(Abandoned),
        1 => Just(OfferTaken),
        1 => Just(SignOutWished),
        2 => Just(RenewalWished),
        1 => Just(RetryWished),
        1 => Just(Leaving),
        4 => Just(Called),
        4 => api.prop_map(ApiAnswers),
        9 => token.prop_map(TokenAnswers),
        12 => Just(DiskAnswers),
        1 => any::<bool>().prop_map(DiskFills),
        1 => any::<bool>().prop_map(LockTaken),
        1 => Just(AnotherRenews),
        1 => any::<bool>().prop_map(|same| AnotherSignsIn { same }),
        1 => Just(AnotherSignsOut),
        1 => Just(LockFails),
        1 => Just(FileLost),
        2 => Just(Revoked),
        2 => Just(Stayed),
        1 => Just(FileBreaks),
        3 => Just(FileLookedAt),
    ]
}
