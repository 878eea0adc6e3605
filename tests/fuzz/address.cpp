// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/records/FeedAddress.h"
#include "tests/fuzz/Input.h"

using namespace livebelt;
using namespace livebelt::test;
using namespace Qt::StringLiterals;

/// What a person types.
int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
    const Result<FeedAddress> address = FeedAddress::parse(QString::fromUtf8(bytesOf(data, size)));
    if (!address) {
        insist(!address.error().isEmpty(), "a failure says why");
        return 0;
    }
    insist(!address->scheme().isEmpty(), "an address has a scheme");
    const QString text = address->toString();
    const Result<FeedAddress> again = FeedAddress::parse(text);
    insist(bool(again), "the canonical form can be read");
    insist(again->toString() == text, "the canonical form is read back");
    insist(!again->shortName().isEmpty(), "an address has a name");
    insist(again->hasQuery(u"a"_s) == !again->queries(u"a"_s).isEmpty(), "a query item that is there has a value");
    return 0;
}
