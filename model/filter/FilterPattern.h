// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <memory>
#include <string>

namespace re2 {
class RE2;
}

namespace livebelt {

/// The text of a regular expression with its flags in it, as RE2 takes it.
std::string patternText(const QString &pattern, const QString &flags);
/// The same of a glob, which has to match all of a text: whatever the case, ** is anything, and * anything but "/"
/// where the glob has a "/" in it, else anything.
std::string globText(const QString &glob);

/// A regular expression that takes time in proportion to the text, whatever it is. May be used from several threads.
std::shared_ptr<const re2::RE2> makePattern(const std::string &text);

/// Throws FilterRemark where a pattern is none, with its place: at is where the first character of the pattern stands
/// behind its slash.
void checkPattern(const QString &pattern, const QString &flags, qsizetype at);

} // namespace livebelt
