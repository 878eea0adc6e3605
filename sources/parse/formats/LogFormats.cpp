// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/parse/formats/LogFormats.h"

#include "sources/parse/formats/FormatCheck.h"
#include "sources/parse/formats/PatternOptions.h"

#include <QDir>
#include <QStandardPaths>
#include <algorithm>
#include <array>
#include <bitset>
#include <re2/set.h>

namespace livebelt {

using namespace Qt::StringLiterals;
using Kind = FormatDescription::Kind;

/// What is known of all formats before a line comes; the likeliest first.
struct LogFormats::Set
{
    /// For a format that is JSON: where the names are that it has to have. Of each, one will do.
    struct Names
    {
        size_t format;
        std::vector<std::array<size_t, 2>> required;
    };
    static constexpr size_t mostNames = 128;

    std::vector<Format> ordered;
    RE2::Set patterns;           ///< of all formats that have one, in one automaton
    std::vector<size_t> formats; ///< of each pattern
    bool isReady = false;        ///< it was not too much for the automaton
    std::vector<Names> json;
    std::vector<QByteArray> names; ///< all of those, sorted

    std::bitset<mostNames> namesIn(QByteArrayView text) const;
};

/// In one pass, wherever they are.
std::bitset<LogFormats::Set::mostNames> LogFormats::Set::namesIn(QByteArrayView text) const
{
    std::bitset<mostNames> found;
    qsizetype at = text.indexOf('"');
    while (at >= 0) {
        const qsizetype start = at + 1;
        qsizetype end = start;
        while (end < text.size() && text[end] != '"')
            end += text[end] == '\\' ? 2 : 1;
        if (end >= text.size())
            break;
        qsizetype next = end + 1;
        while (next < text.size() && text[next] == ' ')
            ++next;
        if (next < text.size() && text[next] == ':') {
            const QByteArrayView name = text.sliced(start, end - start);
            const auto known = std::lower_bound(names.begin(), names.end(), name);
            if (known != names.end() && *known == name)
                found.set(size_t(known - names.begin()));
        }
        at = text.indexOf('"', end + 1);
    }
    return found;
}

namespace {

/// A name with points may be nested: then this is what is written.
QByteArray lastPart(const QByteArray &name)
{
    return name.sliced(name.lastIndexOf('.') + 1);
}

RE2::Options setOptions()
{
    constexpr qint64 memory = 64 << 20; // for its states; without enough of them each pattern is tried by itself
    RE2::Options options = patternOptions();
    options.set_max_mem(memory);
    return options;
}

} // namespace

LogFormats::LogFormats(const QString &ownFolder)
{
    readFolder(u":/formats"_s, false);
    if (!ownFolder.isEmpty())
        readFolder(ownFolder, true);
    std::sort(m_all.begin(), m_all.end(), [](const Format &a, const Format &b) { return a->name() < b->name(); });
    prepareSet();
}

LogFormats::~LogFormats() = default;

QString LogFormats::usualFolder()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation) + u"/livebelt/formats"_s;
}

void LogFormats::readFolder(const QString &folder, bool isOwn)
{
    const QDir dir(folder);
    const QStringList names = dir.entryList({u"*.json"_s}, QDir::Files, QDir::Name);
    for (const QString &name : names) {
        const QString path = dir.filePath(name);
        QFile file(path);
        if (!file.open(QIODevice::ReadOnly)) {
            m_troubles.append(u"%1 could not be read: %2"_s.arg(path, file.errorString()));
            continue;
        }
        const QByteArray json = file.readAll();
        const auto format = LogFormat::from(json, path);
        const QStringList wrong = !format ? QStringList{format.error()}
                                  : isOwn ? checkFormat(**format, json)
                                          : QStringList();
        if (wrong.isEmpty())
            add(*format);
        else
            m_troubles.append(u"%1, %2"_s.arg(path, wrong.first()));
    }
}

void LogFormats::add(Format format)
{
    const auto same = std::find_if(m_all.begin(), m_all.end(),
                                   [&format](const Format &other) { return other->name() == format->name(); });
    if (same != m_all.end())
        *same = std::move(format);
    else
        m_all.push_back(std::move(format));
}

void LogFormats::prepareSet()
{
    const auto groups = [](const Format &format) {
        const QByteArrayList &patterns = format->description().patterns;
        return patterns.isEmpty() ? format->description().required.size() : patterns.first().count("(?P<");
    };
    m_set = std::make_unique<Set>(Set{m_all, RE2::Set(setOptions(), RE2::ANCHOR_START), {}, false, {}, {}});
    std::stable_sort(m_set->ordered.begin(), m_set->ordered.end(), [&groups](const Format &a, const Format &b) {
        const int rankA = a->description().rank, rankB = b->description().rank;
        return rankA != rankB ? rankA > rankB : groups(a) > groups(b);
    });
    for (size_t i = 0; i < m_set->ordered.size(); ++i) {
        const QByteArrayList patterns = m_set->ordered[i]->startPatterns();
        for (const QByteArray &pattern : patterns) {
            m_set->patterns.Add({pattern.data(), size_t(pattern.size())}, nullptr);
            m_set->formats.push_back(i);
        }
        if (m_set->ordered[i]->description().kind != Kind::Json)
            continue;
        for (const QByteArray &name : m_set->ordered[i]->description().required) {
            m_set->names.push_back(name);
            m_set->names.push_back(lastPart(name));
        }
    }
    prepareNames();
    m_set->isReady = m_set->patterns.Compile();
}

void LogFormats::prepareNames()
{
    std::vector<QByteArray> &names = m_set->names;
    std::sort(names.begin(), names.end());
    names.erase(std::unique(names.begin(), names.end()), names.end());
    // What a person's own formats may have beyond that is looked for in each line that is JSON.
    names.resize(qMin(names.size(), Set::mostNames));
    const auto place = [&names](const QByteArray &name) {
        return size_t(std::lower_bound(names.begin(), names.end(), name) - names.begin());
    };
    for (size_t i = 0; i < m_set->ordered.size(); ++i) {
        const FormatDescription &description = m_set->ordered[i]->description();
        if (description.kind != Kind::Json)
            continue;
        Set::Names format{i, {}};
        for (const QByteArray &name : description.required) {
            const std::array<size_t, 2> either{place(name), place(lastPart(name))};
            if (either[0] < names.size() && either[1] < names.size())
                format.required.push_back(either);
        }
        m_set->json.push_back(std::move(format));
    }
}

LogFormats::Format LogFormats::find(QByteArrayView name) const
{
    const auto found =
        std::find_if(m_all.begin(), m_all.end(), [name](const Format &format) { return format->name() == name; });
    return found == m_all.end() ? nullptr : *found;
}

void LogFormats::candidates(QByteArrayView firstLine, std::vector<Format> &found) const
{
    found.clear();
    if (firstLine.endsWith('\r'))
        firstLine.chop(1);
    std::vector<size_t> places;
    if (firstLine.trimmed().startsWith('{')) {
        const std::bitset<Set::mostNames> names = m_set->namesIn(firstLine);
        for (const Set::Names &format : m_set->json) {
            if (std::all_of(format.required.begin(), format.required.end(),
                            [&names](const auto &either) { return names[either[0]] || names[either[1]]; }))
                places.push_back(format.format);
        }
    }
    std::vector<int> matches;
    RE2::Set::ErrorInfo error{};
    const re2::StringPiece line(firstLine.data(), size_t(firstLine.size()));
    if (!m_set->isReady || (!m_set->patterns.Match(line, &matches, &error) && error.kind == RE2::Set::kOutOfMemory)) {
        for (size_t i = 0; i < m_set->ordered.size(); ++i) {
            if (m_set->ordered[i]->description().kind != Kind::Json && m_set->ordered[i]->starts(firstLine))
                places.push_back(i);
        }
    }
    for (const int match : matches)
        places.push_back(m_set->formats[size_t(match)]);
    std::sort(places.begin(), places.end());
    places.erase(std::unique(places.begin(), places.end()), places.end());
    for (const size_t place : places)
        found.push_back(m_set->ordered[place]);
}

std::shared_ptr<const LogFormats> LogFormatsOnDemand::get()
{
    std::call_once(m_once, [this] { m_formats = std::make_shared<const LogFormats>(m_ownFolder); });
    return m_formats;
}

} // namespace livebelt
