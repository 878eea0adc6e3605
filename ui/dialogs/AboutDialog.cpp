// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/AboutDialog.h"

#include "ui/theme/Caption.h"
#include "ui/theme/Icons.h"
#include "ui/theme/Theme.h"

#include <QApplication>
#include <QDialog>
#include <QDialogButtonBox>
#include <QVBoxLayout>
#include <QtGlobal>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

constexpr int iconSide = 72;
constexpr int width = 440;

QString words(const char *text)
{
    return QCoreApplication::translate("AboutDialog", text);
}

QLabel *centred(QLabel *label)
{
    label->setAlignment(Qt::AlignHCenter);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

} // namespace

void openAbout(QWidget *parent)
{
    auto *dialog = new QDialog(parent);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setObjectName(u"about"_s);
    dialog->setWindowTitle(words("About Livebelt"));
    auto *icon = new QLabel;
    icon->setAlignment(Qt::AlignHCenter);
    icon->setPixmap(applicationIcon().pixmap(QSize(iconSide, iconSide), parent ? parent->devicePixelRatioF() : 1));
    auto *name = centred(new QLabel(u"Livebelt"_s));
    name->setFont(theme::scaled(name->font(), 1.7, true));
    const QString version =
        QApplication::applicationVersion().isEmpty() ? u"0.1.0"_s : QApplication::applicationVersion();

    auto *layout = new QVBoxLayout(dialog);
    layout->setContentsMargins(36, 28, 36, 18);
    layout->setSpacing(8);
    layout->addWidget(icon);
    layout->addWidget(name);
    layout->addWidget(centred(new Caption(words("Version %1").arg(version))));
    layout->addWidget(centred(new QLabel(words("Watch live streams, keep everything, find it again."))));
    layout->addSpacing(10);
    layout->addWidget(centred(new Caption(
        words("Free software under the GNU General Public License, version 3 or later, without any warranty. "
              "Its asynchronous core is under the MIT licence."))));
    layout->addWidget(centred(new Caption(
        words("Made with Qt %1 (LGPL), QCustomPlot (GPL), SQLite (public domain), simdjson (Apache 2.0) and "
              "libmosquitto (EPL or EDL).")
            .arg(QString::fromLatin1(qVersion())))));
    layout->addSpacing(10);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    QObject::connect(buttons, &QDialogButtonBox::rejected, dialog, &QDialog::close);
    layout->addWidget(buttons);
    // Wrapped labels ask for more height than they need at this width.
    dialog->setFixedSize(width, layout->totalHeightForWidth(width));
    dialog->show();
}

} // namespace livebelt
