// SPDX-License-Identifier: MIT
#include <livebelt/async/io/Siblings.h>

#include <QDirIterator>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>
#include <algorithm>
#include <utility>

namespace livebelt::async::detail {

using namespace Qt::StringLiterals;

namespace {

constexpr int mostListings = 100;

/// app.log: app.log.1, app.log-20260131, app-2026-01-31.log, app.1.log, but not app.log.1.gz.
QRegularExpression namesOfRotated(const QFileInfo &file)
{
    const QString extension = file.suffix().isEmpty() ? QString() : u'.' + file.suffix();
    const QString stem = file.fileName().chopped(extension.size());
    const QString ext = QRegularExpression::escape(extension);
    return QRegularExpression(u"^%1(?:%2)?[-._]\\d[\\d._:T-]*(?:%2)?$"_s.arg(QRegularExpression::escape(stem), ext));
}

/// Numbers without leading zeros, and dates of one form, in their order.
bool isNameLess(const Sibling &a, const Sibling &b)
{
    return a.path.size() != b.path.size() ? a.path.size() < b.path.size() : a.path < b.path;
}

QList<Sibling> listing(const QFileInfo &file, const QRegularExpression &names)
{
    QList<Sibling> all;
    QDirIterator entries(file.path(), QDir::Files | QDir::Hidden | QDir::NoDotAndDotDot);
    while (entries.hasNext()) {
        const QString entry = entries.next();
        if (!names.match(entries.fileName()).hasMatch())
            continue;
        const QByteArray name = QFile::encodeName(entry);
        const auto status = FileStatus::ofName(name.constData());
        if (status && status->isRegular)
            all.append({name, *status});
    }
    std::sort(all.begin(), all.end(), isNameLess);
    return all;
}

/// When it was made; then, when it was last written to, which is before its successor was made.
auto timesOf(const Sibling &sibling)
{
    return std::pair(sibling.status.identity.born, sibling.status.modified);
}

/// Whether later files have higher numbers, as dates do, and not lower ones, as with logrotate. The last one known is
/// the oldest of all. Without it, inodes are a hint: most file systems give them out upwards.
bool isNumberedUpwards(const QList<Sibling> &found, const Sibling *known)
{
    if (known)
        return isNameLess(*known, found.first());
    return found.first().status.identity.inode < found.last().status.identity.inode;
}

} // namespace

QList<Sibling> siblingsOf(const QString &path)
{
    const QFileInfo file(path);
    const QRegularExpression names = namesOfRotated(file);
    QList<Sibling> all = listing(file, names);
    for (int tries = 0; tries < mostListings; ++tries) {
        const QList<Sibling> before = std::exchange(all, listing(file, names));
        if (all == before)
            break;
    }
    return all;
}

bool isOlder(const Sibling &a, const Sibling &b)
{
    return timesOf(a) < timesOf(b);
}

QList<Sibling> newSiblings(const QList<Sibling> &all, const QList<Sibling> &before, const FileIdentity &known)
{
    const auto isOf = [](const FileIdentity &identity) {
        return [identity](const Sibling &s) { return s.status.identity == identity; };
    };
    QList<Sibling> found;
    for (const Sibling &sibling : all) {
        const FileIdentity &identity = sibling.status.identity;
        if (identity != known && std::none_of(before.begin(), before.end(), isOf(identity)))
            found.append(sibling);
    }
    if (found.size() < 2)
        return found;
    const auto last = std::find_if(all.begin(), all.end(), isOf(known));
    const bool isUpwards = isNumberedUpwards(found, last == all.end() ? nullptr : &*last);
    std::sort(found.begin(), found.end(), [&](const Sibling &a, const Sibling &b) {
        if (timesOf(a) != timesOf(b))
            return isOlder(a, b);
        return isUpwards ? isNameLess(a, b) : isNameLess(b, a);
    });
    return found;
}

} // namespace livebelt::async::detail
