// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;

namespace livebelt {

/// What is wrong with a feed, on the feed itself: one or two sentences, hidden where all is well.
class FeedBanner final : public QWidget
{
    Q_OBJECT

public:
    explicit FeedBanner(QWidget *parent = nullptr);

    void setSentence(const QString &sentence);
    QString sentence() const;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QLabel *m_text;
};

} // namespace livebelt
