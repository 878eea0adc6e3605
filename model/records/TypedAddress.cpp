// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/records/TypedAddress.h"

#include "model/records/AddressSecrets.h"

namespace livebelt {

using namespace Qt::StringLiterals;

Result<TypedAddress> TypedAddress::parse(const QString &text)
{
    const AddressSecrets split = AddressSecrets::splitFrom(text);
    if (split.isAmbiguous) {
        return Failure{
            u"The address holds several secrets (%1), and only one can be kept for it: leave the others out, "
            "or log in with a single token"_s.arg(split.names.join(u", "_s))};
    }
    const Result<FeedAddress> address = FeedAddress::parse(split.text);
    if (!address)
        return Failure{address.error()};
    TypedAddress typed;
    typed.address = *address;
    typed.secrets.user = address->user();
    typed.secrets.password = split.password;
    typed.secrets.passwordInUrl = split.passwordInUrl;
    return typed;
}

} // namespace livebelt
