// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace livebelt {

/// Texts for people go without a full stop at their end. Before another sentence is added, this one gets what it lacks:
/// nothing where it ends in a mark of its own, in brackets or quotes too.
QString fullSentence(const QString &text);
/// The words of another program, for the end of a sentence of ours: without their full stops.
QString withoutFullStop(const QString &text);

} // namespace livebelt
