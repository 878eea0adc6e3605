// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace livebelt {

/// What a person means by what they have typed where an address is wanted: one of these, the others are empty.
struct AddressGuess
{
    QString address; ///< of a feed, as text: what was typed may hold a secret (TypedAddress)
    QString capture; ///< the whole path of a capture to open
    QString page;    ///< a URL of http or https, whose server has to be asked what it sends
    QString problem; ///< why it is none of those, and what to write, as a sentence
};

} // namespace livebelt
