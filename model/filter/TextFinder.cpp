// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/filter/TextFinder.h"

#include "model/records/CaseFolding.h"

#include <QList>
#include <algorithm>
#include <cstring>
#include <numeric>
#include <vector>

namespace livebelt {

namespace {

constexpr quint8 lower(char c)
{
    return quint8(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
}

constexpr qsizetype lanes = 16;
using Lanes = unsigned char __attribute__((vector_size(16)));

Lanes load(const char *from)
{
    Lanes loaded;
    std::memcpy(&loaded, from, sizeof(loaded));
    return loaded;
}

Lanes allLanes(char c)
{
    Lanes filled;
    std::memset(&filled, static_cast<unsigned char>(c), sizeof(filled));
    return filled;
}

/// What makes a letter a small one, and leaves everything else distinct from what is looked for.
Lanes caseLanes(char c)
{
    return allLanes(c >= 'a' && c <= 'z' ? 'a' - 'A' : 0);
}

bool anyOf(Lanes found)
{
    std::array<quint64, 2> halves;
    std::memcpy(halves.data(), &found, sizeof(found));
    return (halves[0] | halves[1]) != 0;
}

/// The larger, the seldomer in what people and programs write.
qsizetype rarity(char c)
{
    constexpr QByteArrayView frequent = "0123456789 etaoinsrhldcu.:-,mfpgwyb/_\"vkxjqz";
    const qsizetype at = frequent.indexOf(c);
    return at < 0 ? frequent.size() : at;
}

bool isAscii(QByteArrayView text)
{
    const char *at = text.data();
    const char *const end = at + text.size();
    for (; end - at >= 8; at += 8) { // most texts are, and this is asked of most of them
        quint64 eight = 0;
        std::memcpy(&eight, at, sizeof(eight));
        if (eight & 0x8080808080808080ULL)
            return false;
    }
    return std::none_of(at, end, [](char c) { return c & 0x80; });
}

/// Whether text holds the Kelvin sign (U+212A) or the long s (U+017F), which fold to ASCII letters.
bool holdsTwins(QByteArrayView text)
{
    return text.contains(QByteArrayView("\xe2\x84\xaa")) || text.contains(QByteArrayView("\xc5\xbf"));
}

} // namespace

TextFinder::TextFinder(const QString &words)
{
    const auto characters = words.toUcs4();
    for (const char32_t c : characters)
        m_folded += QChar::toCaseFolded(c);
    m_bytes = QString::fromUcs4(m_folded.data(), qsizetype(m_folded.size())).toUtf8();
    m_ascii = isAscii(m_bytes);
    m_hasTwins = m_ascii && (m_bytes.contains('k') || m_bytes.contains('s'));
    chooseRare();
    const qsizetype size = m_bytes.size();
    m_step.fill(quint8(std::min<qsizetype>(size, 255)));
    for (qsizetype i = 0; i < size - 1; ++i) {
        const auto step = quint8(std::min<qsizetype>(size - 1 - i, 255));
        const auto c = static_cast<unsigned char>(m_bytes[i]);
        m_step[c] = step;
        if (c >= 'a' && c <= 'z')
            m_step[c - ('a' - 'A')] = step;
    }
}

bool TextFinder::isIn(QByteArrayView text) const
{
    if (!m_ascii)
        return !isAscii(text) && isInFolded(text);
    return isInBytes(text) || (m_hasTwins && !isAscii(text) && holdsTwins(text) && isInFolded(text));
}

bool TextFinder::isInBytes(QByteArrayView text) const
{
    const qsizetype size = m_bytes.size();
    if (size == 0)
        return true;
    if (size >= 2 && text.size() - size + 1 >= lanes)
        return isInLanes(text);
    const char *const words = m_bytes.constData();
    const char *const data = text.data();
    const auto last = quint8(words[size - 1]);
    for (qsizetype end = size - 1; end < text.size();) {
        if (lower(data[end]) == last) {
            const char *const start = data + end - (size - 1);
            qsizetype i = 0;
            while (i < size - 1 && lower(start[i]) == quint8(words[i]))
                ++i;
            if (i == size - 1)
                return true;
        }
        end += m_step[static_cast<unsigned char>(data[end])];
    }
    return false;
}

void TextFinder::chooseRare()
{
    if (m_bytes.size() < 2)
        return;
    std::vector<qsizetype> places(size_t(m_bytes.size()));
    std::iota(places.begin(), places.end(), 0);
    std::partial_sort(places.begin(), places.begin() + 2, places.end(),
                      [this](qsizetype a, qsizetype b) { return rarity(m_bytes[a]) > rarity(m_bytes[b]); });
    m_rare = {places[0], places[1]};
}

bool TextFinder::isHere(const char *at) const
{
    const char *const words = m_bytes.constData();
    return std::equal(words, words + m_bytes.size(), at, [](char word, char c) { return lower(c) == quint8(word); });
}

/// Sixteen places at once: where the two bytes that are likely to be the rarest ones stand.
bool TextFinder::isInLanes(QByteArrayView text) const
{
    const Lanes first = allLanes(m_bytes[m_rare[0]]), second = allLanes(m_bytes[m_rare[1]]);
    const Lanes firstCase = caseLanes(m_bytes[m_rare[0]]), secondCase = caseLanes(m_bytes[m_rare[1]]);
    const qsizetype last = text.size() - m_bytes.size() - (lanes - 1);
    for (qsizetype at = 0;; at = std::min(at + lanes, last)) {
        const char *const here = text.data() + at;
        const Lanes found =
            (((load(here + m_rare[0]) | firstCase) == first) & ((load(here + m_rare[1]) | secondCase) == second));
        if (anyOf(found)) {
            for (qsizetype lane = 0; lane < lanes; ++lane) {
                if (found[lane] && isHere(here + lane))
                    return true;
            }
        }
        if (at == last)
            return false;
    }
}

bool TextFinder::isInFolded(QByteArrayView text) const
{
    const char *const end = text.data() + text.size();
    for (const char *start = text.data(); start < end;) {
        const char *at = start;
        const char32_t first = takeFolded(at, end);
        const char *const next = at;
        if (first == m_folded.front()) {
            size_t i = 1;
            while (i < m_folded.size() && at < end && takeFolded(at, end) == m_folded[i])
                ++i;
            if (i == m_folded.size())
                return true;
        }
        start = next;
    }
    return false;
}

} // namespace livebelt
