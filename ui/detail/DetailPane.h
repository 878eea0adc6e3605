// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/Record.h"

#include <QWidget>

class QLabel;
class QStackedWidget;
class QTabBar;

namespace livebelt {

class HexView;
class PayloadView;
class PrettyPage;

/// All of one record: pretty, raw and hex. Only the face that is seen is filled.
class DetailPane final : public QWidget
{
    Q_OBJECT

public:
    enum class Face { Pretty, Raw, Hex };

    explicit DetailPane(QWidget *parent = nullptr);

    void setRecord(const QString &feedName, const Record &record);
    void clearRecord();
    void showFace(Face face);
    const Record &record() const { return m_record; }

private:
    void fill();
    void copy();

    QStackedWidget *m_pages;
    QLabel *m_title;
    QLabel *m_caption;
    QTabBar *m_tabs;
    QStackedWidget *m_faces;
    PrettyPage *m_pretty;
    PayloadView *m_raw;
    HexView *m_hex;
    Record m_record;
    bool m_filled[3] = {};
};

} // namespace livebelt
