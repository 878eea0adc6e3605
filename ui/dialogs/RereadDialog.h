// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/lists/FeedStatus.h"
#include "model/lists/RecordListModel.h"
#include "ui/Workspace.h"
#include <livebelt/async/Scope.h>

#include <QDialog>
#include <optional>

class QLabel;
class QProgressBar;
class QPushButton;

namespace livebelt {

class FieldTree;
class ParameterForm;
class RecordView;

/// Chooses how a feed is read again, shows ten records as they would be, and does it, into a new capture; the feed
/// stays as it is. Nothing in it blocks; closing it ends what it has under way, and then nothing has been written.
class RereadDialog final : public QDialog
{
    Q_OBJECT

public:
    static constexpr int previewed = 10;

    /// feed is one that can be read again; the records shown begin at firstSeq.
    RereadDialog(Workspace &workspace, const FeedStatus &feed, quint64 firstSeq, QWidget *parent = nullptr);
    ~RereadDialog() override;

    void reject() override; ///< ends the reading where it is under way, else the dialog

private:
    QWidget *buildPreview();
    QWidget *buildButtons();
    QList<FeedAddress::Option> options() const;
    void preview();
    async::Task<void> showPreview();
    void showRecords(Records records);
    void showFields();
    void start();
    async::Task<void> readAgain();
    void setReading(bool on);
    void say(const QString &sentence, bool isProblem);

    Workspace &m_workspace;
    qint64 m_feed;
    quint64 m_firstSeq;
    QList<FeedParameter> m_parameters;
    RecordListModel m_records;
    ParameterForm *m_form;
    RecordView *m_list;
    FieldTree *m_fields;
    QLabel *m_state;
    QProgressBar *m_progress;
    QPushButton *m_read;
    std::optional<async::Scope> m_preview, m_reading; ///< last: their tasks use the rest
};

} // namespace livebelt
