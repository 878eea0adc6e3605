// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/FeedAddress.h"
#include "model/records/FeedDescription.h"

namespace livebelt {

/// An address as a person types it: a secret may stand in it where AddressSecrets finds it. It is taken out, to be kept
/// elsewhere.
struct TypedAddress
{
    FeedAddress address; ///< with $PASSWORD in the secret's place
    Credentials secrets; ///< the secret, and the user; none where the text held none

    /// Fails where FeedAddress::parse() does, and where there are several secrets that differ.
    static Result<TypedAddress> parse(const QString &text);
};

} // namespace livebelt
