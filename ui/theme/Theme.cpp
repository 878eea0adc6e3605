// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/Theme.h"

#include "ui/theme/OutlinedStyle.h"

#include <QApplication>
#include <QFontDatabase>
#include <QStyle>
#include <QStyleFactory>
#include <array>

namespace livebelt::theme {

using namespace Qt::StringLiterals;

namespace {

QColor mixed(const QColor &a, const QColor &b, double share)
{
    const auto channel = [share](int x, int y) { return int(x * (1 - share) + y * share + 0.5); };
    return {channel(a.red(), b.red()), channel(a.green(), b.green()), channel(a.blue(), b.blue())};
}

QColor onPalette(const QPalette &palette, QRgb light, QRgb dark)
{
    return QColor(isDark(palette) ? dark : light);
}

struct Roles
{
    QRgb window, base, alternate, text, button, highlight, link;
};

QPalette makePalette(const Roles &roles)
{
    const QColor window(roles.window);
    const QColor base(roles.base);
    const QColor text(roles.text);
    const QColor faint = mixed(text, window, 0.55);
    QPalette palette(text, QColor(roles.button), QColor(roles.button).lighter(115), QColor(roles.window).darker(160),
                     QColor(roles.window).darker(125), text, QColor(0xffffffff), base, window);
    palette.setColor(QPalette::AlternateBase, QColor(roles.alternate));
    palette.setColor(QPalette::Highlight, QColor(roles.highlight));
    palette.setColor(QPalette::HighlightedText, QColor(0xffffffff));
    palette.setColor(QPalette::Link, QColor(roles.link));
    palette.setColor(QPalette::LinkVisited, QColor(roles.link));
    palette.setColor(QPalette::ToolTipBase, base);
    palette.setColor(QPalette::ToolTipText, text);
    palette.setColor(QPalette::PlaceholderText, mixed(text, base, 0.45));
    for (const QPalette::ColorRole role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, faint);
    palette.setColor(QPalette::Disabled, QPalette::Highlight, mixed(text, window, 0.8));
    return palette;
}

QPalette lightPalette()
{
    return makePalette({0xfff4f5f7, 0xffffffff, 0xfff7f8fa, 0xff1d2129, 0xfffbfbfc, 0xff2767d8, 0xff1d5bc4});
}

QPalette darkPalette()
{
    return makePalette({0xff25272d, 0xff191b1f, 0xff1e2025, 0xffe4e6ea, 0xff33363e, 0xff3a6fd0, 0xff7fb0ff});
}

} // namespace

bool isDark(const QPalette &palette)
{
    return palette.color(QPalette::WindowText).lightness() > palette.color(QPalette::Window).lightness();
}

void applyAppearance(Appearance appearance)
{
    // Without a desktop's theme Qt falls back to Fusion in the grey of another decade.
    static const QString native = QApplication::style()->name();
    static const bool themed = native.compare("fusion"_L1, Qt::CaseInsensitive) != 0 || isDark(QApplication::palette());
    const bool outlined = qobject_cast<OutlinedStyle *>(QApplication::style()) != nullptr;
    if (appearance == Appearance::System && themed) {
        if (outlined) {
            QApplication::setStyle(QStyleFactory::create(native));
            QApplication::setPalette(QPalette());
        }
        return;
    }
    if (!outlined)
        QApplication::setStyle(new OutlinedStyle);
    QApplication::setPalette(appearance == Appearance::Dark ? darkPalette() : lightPalette());
}

QColor muted(const QPalette &palette)
{
    return mixed(palette.color(QPalette::Active, QPalette::Text), palette.color(QPalette::Active, QPalette::Base), 0.4);
}

QColor hairline(const QPalette &palette)
{
    return mixed(palette.color(QPalette::Active, QPalette::WindowText),
                 palette.color(QPalette::Active, QPalette::Window), 0.86);
}

QColor raised(const QPalette &palette)
{
    return mixed(palette.color(QPalette::Active, QPalette::WindowText), palette.color(QPalette::Active, QPalette::Base),
                 isDark(palette) ? 0.93 : 0.96);
}

QColor accent(const QPalette &palette)
{
    return onPalette(palette, 0xff2767d8, 0xff7fb0ff);
}

QColor good(const QPalette &palette)
{
    return onPalette(palette, 0xff1a8754, 0xff4cc38a);
}

QColor warning(const QPalette &palette)
{
    return onPalette(palette, 0xffb26a00, 0xfff0b429);
}

QColor bad(const QPalette &palette)
{
    return onPalette(palette, 0xffc9302c, 0xffff7b72);
}

QColor stateColor(FeedState state, const QPalette &palette)
{
    switch (state) {
    case FeedState::Live:
        return good(palette);
    case FeedState::Connecting:
    case FeedState::Waiting:
        return warning(palette);
    case FeedState::Failed:
        return bad(palette);
    case FeedState::Stopped:
    case FeedState::Ended:
        break;
    }
    return muted(palette);
}

QColor seriesColor(int index, const QPalette &palette)
{
    // After Okabe and Ito, darkened or lightened until each stands out from its background.
    static constexpr std::array<QRgb, 8> light{0xff0072b2, 0xffd55e00, 0xff00845f, 0xffb0418a,
                                               0xff9a7400, 0xff3f8fc4, 0xff5c5c66, 0xff7a4fc0};
    static constexpr std::array<QRgb, 8> dark{0xff5db4f0, 0xffff9553, 0xff35c99b, 0xffe58cc0,
                                              0xffe8cf4a, 0xff9fd4ff, 0xffb9bcc6, 0xffb69cff};
    const auto at = std::size_t(index) % light.size();
    return QColor(isDark(palette) ? dark[at] : light[at]);
}

QString stateName(FeedState state)
{
    switch (state) {
    case FeedState::Live:
        return QApplication::translate("FeedState", "Live");
    case FeedState::Connecting:
        return QApplication::translate("FeedState", "Connecting");
    case FeedState::Waiting:
        return QApplication::translate("FeedState", "Waiting to try again");
    case FeedState::Failed:
        return QApplication::translate("FeedState", "Failed");
    case FeedState::Ended:
        return QApplication::translate("FeedState", "Ended");
    case FeedState::Stopped:
        break;
    }
    return QApplication::translate("FeedState", "Stopped");
}

QFont fixedFont(double scale)
{
    return scaled(QFontDatabase::systemFont(QFontDatabase::FixedFont), scale);
}

QFont scaled(QFont font, double scale, bool strong)
{
    if (font.pointSizeF() > 0)
        font.setPointSizeF(font.pointSizeF() * scale);
    else
        font.setPixelSize(int(font.pixelSize() * scale + 0.5));
    if (strong)
        font.setWeight(QFont::DemiBold);
    return font;
}

} // namespace livebelt::theme
