// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lists/SubjectColors.h"

#include <algorithm>
#include <cmath>

namespace livebelt {

namespace {

constexpr double enoughContrast = 4.5;
constexpr int hues = 36;
constexpr qsizetype mostKnown = 4096;

double luminance(const QColor &color)
{
    const auto linear = [](double part) {
        return part <= 0.03928 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

/// Whether it is white that stands out on it, rather than black.
bool isDark(const QColor &color)
{
    return luminance(color) < 0.18;
}

/// FNV-1a: not seeded, unlike qHash, so that people keep their colours from run to run.
quint32 stableHash(QByteArrayView text)
{
    quint32 hash = 2166136261U;
    for (const char c : text)
        hash = (hash ^ quint8(c)) * 16777619U;
    return hash ^ (hash >> 15);
}

QColor readableHue(int hue, const QColor &background)
{
    const bool dark = isDark(background);
    return readable(QColor::fromHslF(float(hue) / float(hues), dark ? 0.62F : 0.70F, dark ? 0.62F : 0.44F), background);
}

} // namespace

double contrastRatio(const QColor &a, const QColor &b)
{
    const double first = luminance(a);
    const double second = luminance(b);
    return (std::max(first, second) + 0.05) / (std::min(first, second) + 0.05);
}

QColor readable(const QColor &color, const QColor &background)
{
    QColor shown = color.toHsl();
    const bool dark = isDark(background);
    const float step = dark ? 0.02F : -0.02F;
    const float end = dark ? 1 : 0;
    while (contrastRatio(shown, background) < enoughContrast && shown.lightnessF() != end)
        shown.setHslF(shown.hslHueF(), shown.hslSaturationF(), std::clamp(shown.lightnessF() + step, 0.0F, 1.0F));
    return shown;
}

QColor SubjectColors::colorOf(QByteArrayView subject, const QColor &background)
{
    const int hue = int(stableHash(subject) % hues);
    const quint64 key = quint64(background.rgb()) << 8 | quint64(hue);
    const auto known = m_known.constFind(key);
    if (known != m_known.constEnd())
        return *known;
    if (m_known.size() >= mostKnown)
        m_known.clear();
    return *m_known.insert(key, readableHue(hue, background));
}

} // namespace livebelt
