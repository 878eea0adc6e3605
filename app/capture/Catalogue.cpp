// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/capture/Catalogue.h"

#include "model/capture/OwnersOnly.h"

#include <QFile>
#include <QSaveFile>
#include <array>
#include <cstring>
#include <unordered_map>

namespace livebelt {

namespace {

constexpr QByteArrayView magic = "Livebelt catalogue 2\n";
constexpr qint64 mostBytes = 64 << 20;

/// Against what disks and crashes do to it.
quint64 checksum(QByteArrayView content)
{
    quint64 sum = quint64(content.size());
    for (qsizetype at = 0; at < content.size(); at += 8) {
        quint64 word = 0;
        std::memcpy(&word, content.data() + at, size_t(std::min<qsizetype>(8, content.size() - at)));
        sum = (sum ^ word) * 0x9fb21c651e98df25ULL;
        sum ^= sum >> 32;
    }
    return sum;
}

/// Numbers as they are in memory: it is read again on this machine, or made anew.
class Writer
{
public:
    template<typename Number>
    void put(Number number)
    {
        bytes.append(reinterpret_cast<const char *>(&number), sizeof(number));
    }
    void put(const QString &text)
    {
        const QByteArray utf8 = text.toUtf8();
        put(quint32(utf8.size()));
        bytes.append(utf8);
    }
    QByteArray bytes;
};

class Reader
{
public:
    explicit Reader(QByteArrayView bytes) : m_bytes(bytes) {}
    template<typename Number>
    Number number()
    {
        Number number{};
        const QByteArrayView from = take(sizeof(Number));
        if (!from.isEmpty())
            std::memcpy(&number, from.data(), sizeof(Number));
        return number;
    }
    QString text() { return QString::fromUtf8(take(number<quint32>())); }
    bool isWell() const { return m_isWell; }

private:
    QByteArrayView take(size_t count)
    {
        if (count > size_t(m_bytes.size()))
            m_isWell = false;
        const QByteArrayView taken = m_bytes.first(m_isWell ? qsizetype(count) : 0);
        m_bytes = m_bytes.sliced(taken.size());
        return taken;
    }
    QByteArrayView m_bytes;
    bool m_isWell = true;
};

/// Names, addresses and kinds stand in most files again.
class Words
{
public:
    quint64 number(const QString &word)
    {
        const auto [found, isNew] = m_numbers.try_emplace(word, quint64(words.size()));
        if (isNew)
            words.push_back(word);
        return found->second;
    }
    std::vector<QString> words;

private:
    std::unordered_map<QString, quint64> m_numbers;
};

using Numbers = std::array<quint64, 15>; ///< of a feed: all that it is

Numbers numbersOf(const FeedInfo &feed, Words &words)
{
    const FeedCounters &books = feed.counters;
    return {quint64(feed.id),
            words.number(feed.name),
            words.number(feed.address),
            words.number(feed.kind),
            quint64(feed.created),
            feed.first,
            feed.count,
            feed.durable,
            quint64(feed.firstTime),
            quint64(feed.lastTime),
            books.received,
            books.stored,
            books.quarantined,
            books.dropped,
            books.gaps};
}

FeedInfo feedOf(const Numbers &is, const std::vector<QString> &words)
{
    const auto word = [&words](quint64 at) { return at < words.size() ? words[at] : QString(); };
    return {qint64(is[0]),
            word(is[1]),
            word(is[2]),
            word(is[3]),
            qint64(is[4]),
            is[5],
            is[6],
            is[7],
            qint64(is[8]),
            qint64(is[9]),
            {is[10], is[11], is[12], is[13], is[14]}};
}

} // namespace

Catalogue Catalogue::read(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly) || file.size() > mostBytes)
        return {};
    const QByteArray all = file.readAll();
    constexpr qsizetype sumBytes = sizeof(quint64);
    if (all.size() < magic.size() + sumBytes || !all.startsWith(magic))
        return {};
    Reader in(QByteArrayView(all).sliced(magic.size()));
    if (in.number<quint64>() != checksum(QByteArrayView(all).sliced(magic.size() + sumBytes)))
        return {};
    Catalogue catalogue;
    catalogue.toldAt = in.number<qint64>();
    std::vector<QString> words;
    for (auto count = in.number<quint32>(); count > 0 && in.isWell(); --count)
        words.push_back(in.text());
    for (auto count = in.number<quint32>(); count > 0 && in.isWell(); --count) {
        CaptureFile &known = catalogue.files.emplace_back();
        known.path = in.text();
        known.bytes = in.number<qint64>();
        known.modified = in.number<qint64>();
        auto feeds = in.number<quint32>();
        constexpr quint32 mostAtOnce = 4096;
        known.feeds.reserve(qsizetype(std::min(feeds, mostAtOnce)));
        for (; feeds > 0 && in.isWell(); --feeds)
            known.feeds.append(feedOf(in.number<Numbers>(), words));
    }
    return in.isWell() ? catalogue : Catalogue();
}

void Catalogue::save(const QString &path) const
{
    Words words;
    Writer list;
    list.put(quint32(files.size()));
    for (const CaptureFile &file : files) {
        list.put(file.path);
        list.put(file.bytes);
        list.put(file.modified);
        list.put(quint32(file.feeds.size()));
        for (const FeedInfo &feed : file.feeds)
            list.put(numbersOf(feed, words));
    }
    Writer out;
    out.put(toldAt);
    out.put(quint32(words.words.size()));
    for (const QString &word : words.words)
        out.put(word);
    out.bytes += list.bytes;
    Writer head;
    head.put(checksum(out.bytes));
    makeOwnersFile(path);
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return;
    file.write(magic.data(), magic.size());
    file.write(head.bytes);
    file.write(out.bytes);
    file.commit();
    keepToOwner(path);
}

} // namespace livebelt
