// SPDX-License-Identifier: MIT
#include <livebelt/async/io/FollowedFile.h>

#include <QFile>
#include <algorithm>
#include <cerrno>

namespace livebelt::async::detail {

namespace {
constexpr int mostFailures = 5;
/// How often it is tried to find files that stay what they are meanwhile, before the next look goes on with that.
constexpr int mostTries = 100;
/// How many successors are opened at once, so that a long absence does not take all descriptors.
constexpr qsizetype mostOpened = 16;
/// A removed file that has been read to its end may still grow, but would also keep its place on the disk.
constexpr int looksUntilLetGo = 2;
} // namespace

FollowedFile::FollowedFile(QString path, FollowOptions options, std::shared_ptr<FileWatch> watch)
    : m_path(std::move(path))
    , m_name(QFile::encodeName(m_path))
    , m_options(options)
    , m_watch(std::move(watch))
    , m_isBrief(options.isBrief)
{
}

FileChunk FollowedFile::look()
{
    FileChunk piece;
    try {
        if (!m_isRegained)
            piece = find();
    } catch (const FileError &error) {
        if (!m_hasBegun || m_options.isBrief)
            throw;
        if (error.text() != m_problem) {
            m_problem = error.text();
            piece.before = FileChange::Unreadable;
            piece.problem = m_problem;
        }
        return piece;
    }
    m_hasBegun = true;
    if (piece.bytes.isEmpty() && std::exchange(m_isRegained, false))
        piece.before = FileChange::Regained;
    return piece;
}

void FollowedFile::regained()
{
    m_failures = 0;
    m_isReadProblem = false;
    if (!std::exchange(m_problem, {}).isEmpty())
        m_isRegained = true;
}

FileChunk FollowedFile::find()
{
    FileChunk piece;
    while (true) {
        if (readPiece(piece))
            return piece;
        if (m_isSuperseded) {
            goToNext();
            continue;
        }
        const bool isNew = !hasBytesAhead() && findSuccessors();
        // What had been written before the successor's first bytes may have come after the last read: read again.
        m_isSuperseded = hasBytesAhead();
        if (m_isRegained)
            return piece; // told before what follows from it
        if (!isNew && !m_isSuperseded && !watchAll()) {
            letGoOfRemoved();
            return piece;
        }
    }
}

bool FollowedFile::readPiece(FileChunk &piece)
{
    if (m_generations.empty())
        return false;
    Generation &generation = m_generations.front();
    auto read = Generation::Read::End;
    try {
        read = generation.read(piece.bytes, m_options.chunk, m_path);
        if (read == Generation::Read::Truncated) {
            m_change = FileChange::Truncated;
            read = generation.read(piece.bytes, m_options.chunk, m_path);
        }
    } catch (const FileError &) {
        m_isReadProblem = true;
        throw;
    }
    if (m_isReadProblem)
        regained();
    if (read == Generation::Read::Stale) {
        m_generations.pop_front();
        m_isSuperseded = false;
        m_newest = {};
        m_change = FileChange::Replaced;
    }
    if (read != Generation::Read::Piece)
        return false;
    piece.offset = generation.offset() - piece.bytes.size();
    piece.before = std::exchange(m_change, FileChange::None);
    piece.device = generation.identity().device;
    piece.inode = generation.identity().inode;
    piece.head = generation.head();
    piece.modified = generation.modified();
    return true;
}

/// True: there is a file to be read, and there was none before.
bool FollowedFile::findSuccessors()
{
    const bool wasEmpty = m_generations.empty();
    if (m_isFirstLook && m_options.after)
        findMarked();
    for (int tries = 0; tries < mostTries; ++tries) {
        if (trySuccessors() == Search::Done)
            break;
    }
    if (std::exchange(m_isFirstLook, false)) { // never where it is marked
        if (m_options.after)
            m_change = FileChange::Missing;
        else if (m_generations.empty())
            m_change = FileChange::Appeared;
        else if (!m_generations.front().startAt(m_options.from))
            m_change = FileChange::Truncated;
    }
    return wasEmpty && !m_generations.empty();
}

/// Finds the place that was marked, in the file of the name, or in one that was put away since. The state is then what
/// it would be if that one had been followed all the time.
bool FollowedFile::findMarked()
{
    const FileMark &mark = *m_options.after;
    Generation named(m_name);
    if (named.code() == 0 && named.startAfter(mark)) {
        if (!m_isBrief)
            m_siblings = siblingsOf(m_path);
        m_newest = named.identity();
        m_generations.push_back(std::move(named));
        m_isFirstLook = false;
        return true;
    }
    const QList<Sibling> all = siblingsOf(m_path);
    for (const Sibling &sibling : all) {
        Generation old(sibling.path);
        if (old.code() != 0 || !old.startAfter(mark))
            continue;
        m_siblings = all;
        m_siblings.removeIf([&sibling](const Sibling &other) { return isOlder(sibling, other); });
        m_isBrief = false;
        m_newest = old.identity();
        m_generations.push_back(std::move(old));
        m_isFirstLook = false;
        return true;
    }
    return false;
}

FollowedFile::Search FollowedFile::trySuccessors()
{
    const auto status = FileStatus::ofName(m_name.constData());
    if (!status || !status->isRegular)
        return cannotOpen(m_path, status ? ESPIPE : errno);
    if (status->identity == m_newest) {
        regained();
        return Search::Done;
    }
    Generation newest(m_name);
    if (newest.code() == ENOENT)
        return Search::Unstable;
    if (newest.code() != 0)
        return cannotOpen(m_path, newest.code());
    const QList<Sibling> all = m_isBrief ? QList<Sibling>() : siblingsOf(m_path);
    QList<Sibling> between = m_isFirstLook ? QList<Sibling>() : newSiblings(all, m_siblings, m_newest);
    const QList<Sibling> later = between.mid(qMin(between.size(), mostOpened));
    between.resize(between.size() - later.size());
    std::deque<Generation> opened;
    for (const Sibling &sibling : std::as_const(between)) {
        const Generation &generation = opened.emplace_back(sibling.path);
        if (generation.code() != 0 && generation.code() != ENOENT)
            return cannotOpen(QFile::decodeName(sibling.path), generation.code());
        if (generation.identity() != sibling.status.identity)
            return Search::Unstable;
    }
    // Nothing was rotated meanwhile if the name still stands for the same file.
    const auto after = FileStatus::ofName(m_name.constData());
    if (!after || after->identity != newest.identity())
        return Search::Unstable;
    m_siblings = all;
    m_siblings.removeIf([&](const Sibling &sibling) { return later.contains(sibling); });
    if (later.isEmpty())
        opened.push_back(std::move(newest));
    m_newest = opened.back().identity();
    std::move(opened.begin(), opened.end(), std::back_inserter(m_generations));
    regained();
    return Search::Done;
}

/// Not there is a state like any other; all else is to pass soon.
FollowedFile::Search FollowedFile::cannotOpen(const QString &path, int code)
{
    const bool isAbsent = code == ENOENT || code == ENOTDIR;
    if (isAbsent && m_isFirstLook && !m_isBrief)
        m_siblings = siblingsOf(m_path);
    m_failures = isAbsent ? 0 : m_failures + 1;
    const bool mayPass = !m_isFirstLook && !m_options.isBrief && m_failures < mostFailures;
    if (m_failures == 0 || mayPass)
        return Search::Done;
    if (code == ESPIPE)
        throw FileError(path, QStringLiteral("followed"), QStringLiteral("it is not a regular file"), code);
    throw FileError(path, QStringLiteral("opened"), code);
}

bool FollowedFile::hasBytesAhead() const
{
    return m_generations.size() > 1 && std::any_of(m_generations.begin() + 1, m_generations.end(),
                                                   [](const Generation &g) { return !g.isEmpty(); });
}

void FollowedFile::goToNext()
{
    m_change = m_generations.front().hasName() ? FileChange::Rotated : FileChange::Replaced;
    m_generations.pop_front();
    m_isSuperseded = false;
}

void FollowedFile::letGoOfRemoved()
{
    const bool isBlocked = m_failures > 0; // by what has taken its name
    if (m_generations.size() != 1 || m_generations.front().hasName() || isBlocked) {
        m_looksWithoutName = 0;
    } else if (++m_looksWithoutName >= looksUntilLetGo) {
        m_generations.clear();
        m_newest = {};
        m_change = FileChange::Replaced;
    }
}

bool FollowedFile::watchAll()
{
    if (!m_watch)
        return false;
    QList<int> files;
    for (const Generation &generation : m_generations)
        files.append(generation.number());
    return m_watch->watch(files);
}

} // namespace livebelt::async::detail
