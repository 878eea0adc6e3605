// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/NameColors.h"

#include "ui/lists/SubjectColors.h"

namespace livebelt {

namespace {

constexpr qsizetype mostKnown = 20'000;
constexpr int stride = 7; ///< without a factor in common with the number of hues: neighbours in time are far apart

/// FNV-1a: not seeded, unlike qHash, so that the first ones have the same colours in every run.
quint32 stableHash(QByteArrayView text)
{
    quint32 hash = 2166136261U;
    for (const char c : text)
        hash = (hash ^ quint8(c)) * 16777619U;
    return hash ^ (hash >> 15);
}

} // namespace

int NameColors::hueOf(const QByteArray &name)
{
    if (const auto known = m_known.constFind(name); known != m_known.constEnd())
        return *known;
    if (m_known.size() >= mostKnown) {
        m_known.clear();
        m_used.fill(0);
    }
    const int wished = int(stableHash(name) % hues);
    int best = wished;
    for (int i = 1; i < hues; ++i) {
        const int hue = (wished + i * stride) % hues;
        if (m_used[size_t(hue)] < m_used[size_t(best)])
            best = hue;
    }
    ++m_used[size_t(best)];
    m_known.insert(name, best);
    return best;
}

QColor NameColors::colorOf(const QByteArray &name, const QColor &background)
{
    return readable(QColor::fromHslF(float(hueOf(name)) / float(hues), 0.68F, 0.5F), background);
}

} // namespace livebelt
