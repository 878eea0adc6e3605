// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/capture/SqlitePages.h"

#include <QFileInfo>
#include <QtEndian>
#include <algorithm>
#include <bit>
#include <cstring>
#include <memory>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype walHead = 32, frameHead = 24;
constexpr qsizetype leafHead = 8;

template<class T>
T bigEndian(QByteArrayView bytes, qsizetype at)
{
    return qFromBigEndian<T>(bytes.data() + at);
}

/// A SQLite varint; false where the bytes end within it.
bool readVarint(QByteArrayView bytes, qsizetype &at, quint64 &value)
{
    value = 0;
    for (int i = 0; i < 9; ++i) {
        if (at >= bytes.size())
            return false;
        const auto byte = quint8(bytes[at++]);
        if (i == 8) {
            value = (value << 8) | byte;
            return true;
        }
        value = (value << 7) | (byte & 0x7f);
        if (!(byte & 0x80))
            return true;
    }
    return true;
}

quint64 bytesOfType(quint64 type)
{
    constexpr quint64 sizes[] = {0, 1, 2, 3, 4, 6, 8, 8, 0, 0};
    return type < 10 ? sizes[type] : (type - (type % 2 == 0 ? 12 : 13)) / 2;
}

SqlitePages::Value valueOf(quint64 type, QByteArrayView bytes)
{
    if (type == 0)
        return {};
    if (type == 8 || type == 9)
        return qint64(type - 8);
    if (type >= 12)
        return bytes.toByteArray();
    quint64 bits = type < 7 && (quint8(bytes[0]) & 0x80) ? ~quint64(0) : 0;
    for (const char byte : bytes)
        bits = (bits << 8) | quint8(byte);
    if (type == 7)
        return std::bit_cast<double>(bits);
    return std::bit_cast<qint64>(bits);
}

bool isPageSize(quint32 size)
{
    return size >= 512 && size <= 65536 && std::has_single_bit(size);
}

} // namespace

Result<std::unique_ptr<SqlitePages>> SqlitePages::open(const QString &path)
{
    std::unique_ptr<SqlitePages> pages(new SqlitePages(path));
    if (const auto started = pages->start(); !started)
        return Failure{started.error()};
    return pages;
}

Result<void> SqlitePages::start()
{
    if (!m_file.open(QIODevice::ReadOnly))
        return Failure{u"“%1” cannot be read: %2"_s.arg(m_file.fileName(), m_file.errorString())};
    const qint64 size = m_file.size();
    const uchar *mapped = size > 0 ? m_file.map(0, size) : nullptr;
    if (size > 0 && !mapped)
        return Failure{u"“%1” cannot be read: %2"_s.arg(m_file.fileName(), m_file.errorString())};
    m_bytes = QByteArrayView(reinterpret_cast<const char *>(mapped), size);
    QFile wal(m_file.fileName() + u"-wal"_s);
    QByteArray newer;
    if (wal.open(QIODevice::ReadOnly))
        newer = wal.readAll();
    if (m_bytes.size() >= 100 && m_bytes.startsWith("SQLite format 3")) {
        const quint32 stated = bigEndian<quint16>(m_bytes, 16);
        if (const quint32 pageSize = stated == 1 ? 65536 : stated; isPageSize(pageSize))
            m_pageSize = pageSize;
    }
    m_usable = m_pageSize;
    m_count = quint32((m_bytes.size() + m_pageSize - 1) / m_pageSize);
    readWal(newer);
    return {};
}

/// Up to the last commit whose frames are all as they were written.
void SqlitePages::readWal(const QByteArray &wal)
{
    if (wal.size() < walHead || (bigEndian<quint32>(wal, 0) & ~1U) != 0x377f0682 ||
        bigEndian<quint32>(wal, 8) != quint32(m_pageSize))
        return;
    const bool isBig = bigEndian<quint32>(wal, 0) & 1U;
    quint32 s0 = 0, s1 = 0;
    const auto sum = [&](QByteArrayView bytes) {
        for (qsizetype at = 0; at + 8 <= bytes.size(); at += 8) {
            const auto word = [&](qsizetype from) {
                return isBig ? bigEndian<quint32>(bytes, from) : qFromLittleEndian<quint32>(bytes.data() + from);
            };
            s0 += word(at) + s1;
            s1 += word(at + 4) + s0;
        }
    };
    sum(QByteArrayView(wal).first(24));
    if (s0 != bigEndian<quint32>(wal, 24) || s1 != bigEndian<quint32>(wal, 28))
        return;
    std::unordered_map<quint32, qsizetype> pending;
    for (qsizetype at = walHead; at + frameHead + m_pageSize <= wal.size(); at += frameHead + m_pageSize) {
        if (memcmp(wal.constData() + at + 8, wal.constData() + 16, 8) != 0)
            break;
        sum(QByteArrayView(wal).sliced(at, 8));
        sum(QByteArrayView(wal).sliced(at + frameHead, m_pageSize));
        if (s0 != bigEndian<quint32>(wal, at + 16) || s1 != bigEndian<quint32>(wal, at + 20))
            break;
        pending[bigEndian<quint32>(wal, at)] = at + frameHead;
        const auto pages = bigEndian<quint32>(wal, at + 4);
        if (pages == 0)
            continue;
        for (const auto &[number, place] : pending)
            m_newer[number] = place;
        pending.clear();
        m_count = std::max(m_count, pages);
    }
    m_wal = wal;
}

QByteArrayView SqlitePages::page(quint32 number) const
{
    if (const auto newer = m_newer.find(number); newer != m_newer.end())
        return QByteArrayView(m_wal).sliced(newer->second, m_pageSize);
    const qsizetype at = qsizetype(number - 1) * m_pageSize;
    if (number == 0 || at >= m_bytes.size())
        return {};
    return m_bytes.sliced(at, std::min(m_pageSize, m_bytes.size() - at));
}

std::vector<SqlitePages::Row> SqlitePages::rows(quint32 number, size_t mostColumns) const
{
    constexpr int patience = 4; // so many pointers that point nowhere
    const QByteArrayView bytes = page(number);
    std::vector<Row> rows;
    std::vector<qsizetype> seen;
    int wrong = 0;
    for (qsizetype at = (number == 1 ? 100 : 0) + leafHead; at + 2 <= bytes.size() && wrong < patience; at += 2) {
        const qsizetype cell = bigEndian<quint16>(bytes, at);
        auto found = cell > at ? row(bytes, cell, mostColumns) : std::nullopt;
        if (found && std::find(seen.begin(), seen.end(), cell) == seen.end()) {
            rows.push_back(*std::move(found));
            seen.push_back(cell);
        } else {
            ++wrong;
        }
    }
    return rows;
}

std::optional<SqlitePages::Row> SqlitePages::row(QByteArrayView page, qsizetype at, size_t mostColumns) const
{
    quint64 size = 0, id = 0, headSize = 0;
    if (!readVarint(page, at, size) || !readVarint(page, at, id) || size < 2 ||
        size > quint64(m_bytes.size() + m_wal.size()))
        return std::nullopt;
    // The types say first whether it is worth gathering.
    qsizetype head = at;
    const qsizetype headBegin = head;
    if (!readVarint(page, head, headSize) || headSize > size || headSize > quint64(page.size() - headBegin))
        return std::nullopt;
    std::vector<quint64> types;
    quint64 total = headSize;
    while (head < headBegin + qsizetype(headSize)) {
        quint64 type = 0;
        if (!readVarint(page, head, type) || type == 10 || type == 11 || types.size() == mostColumns)
            return std::nullopt;
        types.push_back(type);
        const quint64 bytes = bytesOfType(type);
        if (bytes > size)
            return std::nullopt;
        total += bytes;
    }
    if (total != size || head != headBegin + qsizetype(headSize))
        return std::nullopt;
    QByteArray payload;
    if (!gather(page, at, size, payload))
        return std::nullopt;
    Row row;
    row.id = std::bit_cast<qint64>(id);
    auto from = qsizetype(headSize);
    for (const quint64 type : types) {
        const auto bytes = qsizetype(bytesOfType(type));
        row.blobs |= quint64(type >= 12 && type % 2 == 0) << row.values.size();
        row.values.push_back(valueOf(type, QByteArrayView(payload).sliced(from, bytes)));
        from += bytes;
    }
    return row;
}

/// A row that is too large for its page goes on in a chain of others.
bool SqlitePages::gather(QByteArrayView page, qsizetype at, quint64 size, QByteArray &payload) const
{
    const auto usable = quint64(m_usable);
    const quint64 most = usable - 35;
    quint64 local = size;
    if (size > most) {
        const quint64 least = (usable - 12) * 32 / 255 - 23;
        const quint64 fitting = least + (size - least) % (usable - 4);
        local = fitting <= most ? fitting : least;
    }
    const qsizetype here = qsizetype(local) + (local < size ? 4 : 0);
    if (here > page.size() - at)
        return false;
    payload.reserve(qsizetype(size));
    payload.append(page.sliced(at, qsizetype(local)));
    quint32 next = local < size ? bigEndian<quint32>(page, at + qsizetype(local)) : 0;
    while (payload.size() < qsizetype(size)) {
        const QByteArrayView more = next == 0 ? QByteArrayView() : this->page(next);
        const qsizetype wanted = std::min(qsizetype(size) - payload.size(), m_usable - 4);
        if (more.size() < wanted + 4)
            return false;
        payload.append(more.sliced(4, wanted));
        next = bigEndian<quint32>(more, 0);
    }
    return true;
}

} // namespace livebelt
