// SPDX-License-Identifier: MIT
#pragma once

#include <livebelt/async/io/FileIdentity.h>

#include <QByteArray>
#include <QList>
#include <QString>
#include <optional>

namespace livebelt::async::detail {

/// A rotated file: one beside the file that is followed, under its name with a number or a date.
struct Sibling
{
    QByteArray path;
    FileStatus status;
    bool operator==(const Sibling &other) const
    {
        return path == other.path && status.identity == other.status.identity;
    }
};

/// The rotated files of path that are there now: regular ones, and not those that have been compressed. A listing may
/// miss a file that is renamed meanwhile: it is made until two are the same.
QList<Sibling> siblingsOf(const QString &path);

/// By when they were made and last written to; false where both are the same.
bool isOlder(const Sibling &a, const Sibling &b);

/// Those of all that are not in before, in the order in which they were written: by their times or, where those are the
/// same (the system's time has steps of some ms), by their numbers, which run up or down from the last one known.
QList<Sibling> newSiblings(const QList<Sibling> &all, const QList<Sibling> &before, const FileIdentity &known);

} // namespace livebelt::async::detail
