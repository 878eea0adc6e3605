// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/capture/Catalogue.h"

#include "model/capture/OwnersOnly.h"

#include <QCryptographicHash>
#include <QDataStream>
#include <QFile>
#include <QSaveFile>

namespace livebelt {

namespace {

constexpr QByteArrayView magic = "Livebelt catalogue 1\n";
constexpr qint64 mostBytes = 64 << 20;
constexpr auto format = QDataStream::Qt_6_4;

QByteArray checksum(const QByteArray &content)
{
    return QCryptographicHash::hash(content, QCryptographicHash::Sha256);
}

/// Names, addresses and kinds stand in most files again.
class Words
{
public:
    quint32 number(const QString &word)
    {
        const auto found = m_numbers.constFind(word);
        if (found != m_numbers.cend())
            return *found;
        m_words.append(word);
        return *m_numbers.insert(word, quint32(m_words.size() - 1));
    }
    const QStringList &words() const { return m_words; }

private:
    QStringList m_words;
    QHash<QString, quint32> m_numbers;
};

void write(QDataStream &out, const FeedInfo &feed, Words &words)
{
    const FeedCounters &books = feed.counters;
    out << feed.id << words.number(feed.name) << words.number(feed.address) << words.number(feed.kind) << feed.created
        << feed.first << feed.count << feed.durable << feed.firstTime << feed.lastTime << books.received << books.stored
        << books.quarantined << books.dropped << books.gaps;
}

FeedInfo readFeed(QDataStream &in, const QStringList &words)
{
    FeedInfo feed;
    FeedCounters &books = feed.counters;
    quint32 name = 0, address = 0, kind = 0;
    in >> feed.id >> name >> address >> kind >> feed.created >> feed.first >> feed.count >> feed.durable >>
        feed.firstTime >> feed.lastTime >> books.received >> books.stored >> books.quarantined >> books.dropped >>
        books.gaps;
    feed.name = words.value(name);
    feed.address = words.value(address);
    feed.kind = words.value(kind);
    return feed;
}

} // namespace

Catalogue Catalogue::read(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly) || file.size() > mostBytes)
        return {};
    const QByteArray all = file.readAll();
    constexpr qsizetype sumBytes = 32;
    const QByteArray content = all.mid(magic.size() + sumBytes);
    if (!all.startsWith(magic) || all.mid(magic.size(), sumBytes) != checksum(content))
        return {};
    Catalogue catalogue;
    QDataStream in(content);
    in.setVersion(format);
    QStringList words;
    quint32 count = 0;
    in >> catalogue.toldAt >> words >> count;
    for (quint32 i = 0; i < count && in.status() == QDataStream::Ok; ++i) {
        CaptureFile &known = catalogue.files.emplace_back();
        quint32 feeds = 0;
        in >> known.path >> known.bytes >> known.modified >> feeds;
        for (quint32 feed = 0; feed < feeds && in.status() == QDataStream::Ok; ++feed)
            known.feeds.append(readFeed(in, words));
    }
    return in.status() == QDataStream::Ok ? catalogue : Catalogue();
}

void Catalogue::save(const QString &path) const
{
    Words words;
    QByteArray listed;
    QDataStream list(&listed, QIODevice::WriteOnly);
    list.setVersion(format);
    list << quint32(files.size());
    for (const CaptureFile &file : files) {
        list << file.path << file.bytes << file.modified << quint32(file.feeds.size());
        for (const FeedInfo &feed : file.feeds)
            write(list, feed, words);
    }
    QByteArray content;
    QDataStream out(&content, QIODevice::WriteOnly);
    out.setVersion(format);
    out << toldAt << words.words();
    content += listed;
    makeOwnersFile(path);
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return;
    file.write(magic.data(), magic.size());
    file.write(checksum(content));
    file.write(content);
    file.commit();
    keepToOwner(path);
}

} // namespace livebelt
