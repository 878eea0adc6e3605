// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/parse/formats/LogFormat.h"

#include <QStringList>
#include <mutex>

namespace livebelt {

/// All log formats: those of the program, and a person's own, of which one with the same name goes before the
/// program's. Never changes once it is made; any thread. Making it reads and prepares every file: it is made once.
class LogFormats
{
public:
    using Format = std::shared_ptr<const LogFormat>;

    /// With the *.json files of a folder besides; an empty name, or a folder that is not there, has none. A file that
    /// is not right, its samples included, is left out, and troubles() says why.
    explicit LogFormats(const QString &ownFolder = {});
    ~LogFormats();
    Q_DISABLE_COPY_MOVE(LogFormats)

    /// $XDG_CONFIG_HOME/livebelt/formats
    static QString usualFolder();

    /// By name.
    const std::vector<Format> &all() const { return m_all; }
    /// Null where there is none.
    Format find(QByteArrayView name) const;
    /// Sentences for a person, each with its file.
    const QStringList &troubles() const { return m_troubles; }

    /// Of which formats a record may be that begins with this line, the likeliest first: those of higher rank, and then
    /// those with more groups. One pass over the line for all patterns; JSON is looked through for the names only.
    /// found is cleared.
    void candidates(QByteArrayView firstLine, std::vector<Format> &found) const;

private:
    struct Set;
    void add(Format format);
    void readFolder(const QString &folder, bool isOwn);
    void prepareSet();
    void prepareNames();

    std::vector<Format> m_all;
    QStringList m_troubles;
    std::unique_ptr<Set> m_set;
};

/// The log formats, once for all feeds, made when the first line wants them. Any thread.
class LogFormatsOnDemand
{
public:
    /// With a folder of a person's own, or without.
    explicit LogFormatsOnDemand(QString ownFolder = {}) : m_ownFolder(std::move(ownFolder)) {}

    std::shared_ptr<const LogFormats> get();

private:
    const QString m_ownFolder;
    std::once_flag m_once;
    std::shared_ptr<const LogFormats> m_formats;
};

} // namespace livebelt
