// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/FeedAddress.h"
#include "model/records/FeedDescription.h"
#include <livebelt/async/Task.h>

namespace livebelt {

/// Where passwords are: in the environment, or in the system's keychain (QtKeychain: the Secret Service, KWallet), one
/// entry for an address' scheme, user, host and port, and its path where no user is named. Main thread; nothing here
/// blocks, and a person may take their time to unlock the keychain. Cancelling a task leaves what was asked of the
/// keychain to itself.
class Secrets
{
public:
    /// Whether the address names somebody or something that may want a password: a user, a $PASSWORD, auth=, a user of
    /// a proxy, a client certificate, channels with keys (locked=).
    static bool mayBeWanted(const FeedAddress &address);
    /// Whether nothing can be sent without one: a $PASSWORD, or auth= other than basic.
    static bool isRequired(const FeedAddress &address);
    /// Whether what is kept for one is for the other as well.
    static bool isSameAccount(const FeedAddress &a, const FeedAddress &b);
    /// LIVEBELT_PASSWORD for the user, $PASSWORD or auth=, LIVEBELT_PROXY_PASSWORD for the user of proxy=,
    /// LIVEBELT_KEY_PASSWORD for cert=, LIVEBELT_CHANNEL_KEYS for locked=.
    static Credentials ofEnvironment(const FeedAddress &address);

    /// Those that were typed, and those of the environment where it has any, else those of the keychain, which may be
    /// none; an error where the keychain cannot be asked.
    static async::Task<Result<Credentials>> find(FeedAddress address, Credentials typed = {});
    static async::Task<Result<void>> keep(FeedAddress address, Credentials credentials);
    static async::Task<Result<void>> forget(FeedAddress address);
};

} // namespace livebelt
