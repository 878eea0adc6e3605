// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/journal/JournalReader.h"

#include "model/records/Notice.h"
#include "model/records/Timestamp.h"
#include "sources/journal/JournalBoots.h"
#include "sources/journal/JournalFiles.h"
#include "sources/journal/JournalTime.h"

#include <QFile>
#include <cstring>
#include <fnmatch.h>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

/// Of one field. A message is rarely longer than some kB, but a core dump may be a field.
constexpr size_t longestField = 4 << 20;
constexpr size_t mostEntries = 256, mostBytes = 1 << 20; ///< at once

QString problemOf(int error, const JournalAddress &address)
{
    if (error == -ENOENT || error == -ENOTDIR)
        return u"There is no journal of that name: check directory= and file="_s;
    if (error == -EACCES || error == -EPERM)
        return journalForbidden();
    return u"%1 cannot be read: %2"_s.arg(address.where(), QString::fromLocal8Bit(std::strerror(-error)));
}

} // namespace

JournalReader::Opened JournalReader::open(const QByteArray &cursor)
{
    Opened opened;
    const JournalFiles files = journalFiles(m_address);
    const int error = openFiles();
    if (error < 0) {
        opened.problem = problemOf(error, m_address);
        return opened;
    }
    if (files.readable == 0 && files.forbidden > 0)
        opened.problem = journalForbidden();
    else if (files.readable == 0)
        opened.problem = u"There is no journal here: is systemd-journald running? Journal files that are elsewhere can "
                         "be named with directory= or file="_s;
    else if (files.forbidden > 0)
        opened.hint = "Messages of other users and of the system are not shown: join the group systemd-journal to see "
                      "them";
    if (!opened.problem.isEmpty())
        return opened;
    sd_journal_set_data_threshold(m_journal.get(), longestField);
    opened.descriptor = sd_journal_get_fd(m_journal.get()); // before the first look: what comes later is then told
    opened.isReliable = opened.descriptor >= 0 && sd_journal_reliable_fd(m_journal.get()) > 0;
    Result<void> ready = choose();
    if (ready && !cursor.isEmpty())
        opened.isMissed = !seekAfter(cursor);
    else if (ready)
        ready = seek();
    if (!ready)
        opened.problem = ready.error();
    return opened;
}

int JournalReader::openFiles()
{
    sd_journal *journal = nullptr;
    int error = 0;
    if (!m_address.directory.isEmpty()) {
        error = sd_journal_open_directory(&journal, QFile::encodeName(m_address.directory).constData(), 0);
    } else if (!m_address.files.isEmpty()) {
        const QByteArrayList paths = journalPaths(m_address.files);
        std::vector<const char *> names;
        for (const QByteArray &path : paths)
            names.push_back(path.constData());
        names.push_back(nullptr);
        error = paths.isEmpty() ? -ENOENT : sd_journal_open_files(&journal, names.data(), 0);
    } else if (m_address.space == u"*") {
        error = sd_journal_open_namespace(&journal, nullptr, SD_JOURNAL_LOCAL_ONLY | SD_JOURNAL_ALL_NAMESPACES);
    } else if (!m_address.space.isEmpty()) {
        error = sd_journal_open_namespace(&journal, m_address.space.toUtf8().constData(), SD_JOURNAL_LOCAL_ONLY);
    } else {
        error = sd_journal_open(&journal, SD_JOURNAL_LOCAL_ONLY);
    }
    m_journal.reset(journal);
    return error;
}

void JournalReader::match(const QByteArray &field, const QByteArray &value)
{
    const QByteArray text = field + '=' + value;
    sd_journal_add_match(m_journal.get(), text.constData(), size_t(text.size()));
}

/// Alternatives of one field, and those of different fields with each other, as journalctl(1) combines its options.
Result<void> JournalReader::choose()
{
    const Result<QByteArray> boot = chosenBoot(); // first, as it uses the choice for itself
    if (!boot)
        return Failure{boot.error()};
    if (const auto units = chooseUnits(); !units)
        return Failure{units.error()};
    sd_journal_add_conjunction(m_journal.get());
    for (const QString &identifier : m_address.identifiers)
        match("SYSLOG_IDENTIFIER", identifier.toUtf8());
    sd_journal_add_conjunction(m_journal.get());
    for (const int priority : m_address.priorities())
        match("PRIORITY", QByteArray::number(priority));
    sd_journal_add_conjunction(m_journal.get());
    if (!boot->isEmpty())
        match("_BOOT_ID", *boot);
    return {};
}

/// What a unit says, and what is said of it by those who may.
Result<void> JournalReader::chooseUnits()
{
    QByteArrayList units;
    for (const QString &unit : m_address.units) {
        const QString name = unitName(unit);
        if (!name.contains(u'*') && !name.contains(u'?') && !name.contains(u'[')) {
            units.append(name.toUtf8());
            continue;
        }
        QByteArrayList found;
        for (const char *field :
             {"_SYSTEMD_UNIT", "UNIT", "COREDUMP_UNIT", "OBJECT_SYSTEMD_UNIT", "_SYSTEMD_USER_UNIT"})
            found += valuesOf(field, name);
        if (found.isEmpty())
            return Failure{u"No unit of the name %1 has said anything: check unit="_s.arg(unit)};
        units += found;
    }
    for (const QByteArray &unit : units) {
        match("_SYSTEMD_UNIT", unit);
        sd_journal_add_disjunction(m_journal.get());
        match("_PID", "1");
        match("UNIT", unit);
        sd_journal_add_disjunction(m_journal.get());
        match("_UID", "0");
        match("COREDUMP_UNIT", unit);
        sd_journal_add_disjunction(m_journal.get());
        match("_UID", "0");
        match("OBJECT_SYSTEMD_UNIT", unit);
        sd_journal_add_disjunction(m_journal.get());
        if (unit.endsWith(".slice")) {
            match("_SYSTEMD_SLICE", unit);
            sd_journal_add_disjunction(m_journal.get());
        }
    }
    return {};
}

QByteArrayList JournalReader::valuesOf(const char *field, const QString &pattern)
{
    QByteArrayList values;
    if (sd_journal_query_unique(m_journal.get(), field) < 0)
        return values;
    const auto prefix = qsizetype(std::strlen(field)) + 1;
    const void *data = nullptr;
    size_t size = 0;
    sd_journal_restart_unique(m_journal.get());
    while (sd_journal_enumerate_available_unique(m_journal.get(), &data, &size) > 0) {
        const QByteArray value = QByteArray(static_cast<const char *>(data), qsizetype(size)).sliced(prefix);
        if (::fnmatch(pattern.toUtf8().constData(), value.constData(), FNM_NOESCAPE) == 0 && !values.contains(value))
            values.append(value);
    }
    return values;
}

/// Empty: all.
Result<QByteArray> JournalReader::chosenBoot()
{
    if (m_address.boot.isEmpty() || m_address.boot == u"all")
        return QByteArray();
    return bootId(m_journal.get(), m_address.boot);
}

Result<void> JournalReader::seek()
{
    sd_journal *const journal = m_journal.get();
    if (!m_address.since.isEmpty()) {
        const Result<qint64> since = journalTime(m_address.since, QDateTime::currentDateTime());
        if (!since)
            return Failure{since.error()};
        sd_journal_seek_realtime_usec(journal, quint64(qMax<qint64>(0, *since)));
        return {};
    }
    sd_journal_seek_tail(journal);
    const int steps = sd_journal_previous_skip(journal, quint64(qMax(1, m_address.lines)));
    if (steps <= 0) // nothing yet
        sd_journal_seek_head(journal);
    m_isOnEntry = steps > 0 && m_address.lines > 0;
    return {};
}

/// False: it is not there any more; then it goes on with what comes next.
bool JournalReader::seekAfter(const QByteArray &cursor)
{
    sd_journal *const journal = m_journal.get();
    if (sd_journal_seek_cursor(journal, cursor.constData()) < 0) {
        sd_journal_seek_head(journal);
        return false;
    }
    const int found = sd_journal_next(journal);
    const bool isThere = found > 0 && sd_journal_test_cursor(journal, cursor.constData()) > 0;
    m_isOnEntry = found > 0 && !isThere;
    return isThere;
}

Records JournalReader::look()
{
    sd_journal *const journal = m_journal.get();
    sd_journal_process(journal); // files that came or went
    Records records;
    qsizetype bytes = 0;
    for (size_t i = 0; i < mostEntries && bytes < qsizetype(mostBytes); ++i) {
        if (!std::exchange(m_isOnEntry, false) && sd_journal_next(journal) <= 0)
            break;
        const size_t before = records.size();
        if (!readEntry(records))
            records.push_back(makeNotice(NoticeType::Information,
                                         "An entry of the journal is damaged and cannot be read; what follows it can"));
        for (size_t at = before; at < records.size(); ++at)
            bytes += records[at].footprint();
    }
    char *cursor = nullptr;
    if (!records.empty() && sd_journal_get_cursor(journal, &cursor) >= 0) {
        records.back().resume = std::make_shared<const ResumePoint>(ResumePoint{{}, cursor});
        std::free(cursor); // NOLINT(cppcoreguidelines-no-malloc): the library's
    }
    return records;
}

bool JournalReader::readEntry(Records &records)
{
    sd_journal *const journal = m_journal.get();
    m_entry.fields.clear();
    uint64_t realtime = 0;
    const bool hasTime = sd_journal_get_realtime_usec(journal, &realtime) >= 0;
    m_entry.realtime = hasTime ? qint64(realtime) : noTime;
    std::vector<QByteArray> kept; // the library reuses the memory of what was compressed
    const void *data = nullptr;
    size_t size = 0;
    int result = 0;
    sd_journal_restart_data(journal);
    while ((result = sd_journal_enumerate_data(journal, &data, &size)) > 0)
        kept.emplace_back(static_cast<const char *>(data), qsizetype(qMin(size, longestField)));
    for (const QByteArray &field : kept) {
        const qsizetype end = field.indexOf('=');
        if (end <= 0)
            continue;
        const QByteArrayView value = QByteArrayView(field).sliced(end + 1);
        const bool isCut = size_t(field.size()) >= longestField;
        m_entry.fields.push_back({QByteArrayView(field).first(end), value, value.size() + isCut});
    }
    if (m_entry.fields.empty())
        return false;
    m_records.append(m_entry, nowMicros(), records);
    if (result < 0)
        records.push_back(
            makeNotice(NoticeType::Information, "The entry of the journal before this is damaged: fields are missing"));
    return true;
}

} // namespace livebelt
