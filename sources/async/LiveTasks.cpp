// SPDX-License-Identifier: MIT
#include <livebelt/async/LiveTasks.h>

#include <livebelt/async/Loop.h>
#include <livebelt/async/ScopeList.h>
#include <livebelt/async/Waiter.h>

#include <algorithm>
#include <unordered_map>

namespace livebelt::async {

namespace {

struct Node
{
    LiveTask task;
    const Frame *parent = nullptr;
};
using Nodes = std::unordered_map<const Frame *, Node>;

/// "constexpr const char* describe() [with T = X]" says X.
QByteArray typeName(const char *described)
{
    const QByteArray all(described);
    const qsizetype from = all.lastIndexOf("T = ");
    return from < 0 ? all : all.sliced(from + 4).chopped(all.endsWith(']') ? 1 : 0);
}

Nodes suspendedTasks()
{
    Nodes nodes;
    const auto now = std::chrono::steady_clock::now();
    for (const Waiter *waiter = Loop::current().firstWaiting(); waiter; waiter = waiter->nextWaiting()) {
        const Frame *frame = waiter->suspendedFrame();
        if (!frame)
            continue;
        Node &node = nodes[frame];
        node.task.function = frame->function();
        node.task.at = frame->place().where;
        node.task.awaits = typeName(frame->place().what);
        node.task.since = now - frame->place().since;
        node.parent = frame->parent();
    }
    for (auto &[frame, node] : nodes) {
        // Who only hands on the elements of another stream does not wait for it.
        while (node.parent && !nodes.contains(node.parent) && node.parent->parent())
            node.parent = node.parent->parent();
        if (const auto parent = nodes.find(node.parent); parent != nodes.end())
            node.task.started = parent->second.task.at;
    }
    return nodes;
}

/// By their parents; of those that are in no tree, the parent is null.
using Children = std::unordered_map<const Frame *, std::vector<const Frame *>>;

Children byParent(const Nodes &nodes)
{
    Children children;
    for (const auto &[frame, node] : nodes)
        children[nodes.contains(node.parent) ? node.parent : nullptr].push_back(frame);
    return children;
}

std::vector<LiveTask> childrenOf(const Frame *parent, Nodes &nodes, const Children &all)
{
    std::vector<LiveTask> children;
    const auto own = all.find(parent);
    if (own == all.end())
        return children;
    for (const Frame *frame : own->second) {
        children.push_back(std::move(nodes.at(frame).task));
        children.back().children = childrenOf(frame, nodes, all);
    }
    const auto isOlder = [](const LiveTask &a, const LiveTask &b) { return a.since > b.since; };
    std::stable_sort(children.begin(), children.end(), isOlder);
    return children;
}

/// Of "static livebelt::async::Task<void> livebelt::Pump::run(int)" a person reads "Pump::run": neither what is
/// returned and taken nor the namespaces, which have small letters.
QByteArray shortName(QByteArray function)
{
    function.replace("(anonymous namespace)", "{anonymous}"); // clang's word, which would look like parameters
    int angles = 0;
    qsizetype from = 0;
    qsizetype end = -1;
    for (qsizetype i = 0; i < function.size() && end < 0; ++i) {
        const char c = function[i];
        if (c == '<')
            ++angles;
        else if (c == '>')
            --angles;
        else if (angles == 0 && c == '(')
            end = i;
        else if (angles == 0 && c == ' ')
            from = i + 1;
    }
    const QByteArray name = end < 0 ? QByteArray() : function.sliced(from, end - from);
    const qsizetype own = name.lastIndexOf("::");
    if (own < 0)
        return name.isEmpty() ? function : name;
    const qsizetype outer = name.lastIndexOf("::", own - 1);
    const qsizetype owner = outer < 0 ? 0 : outer + 2;
    const bool isType = name[owner] >= 'A' && name[owner] <= 'Z';
    return name.sliced(isType ? owner : own + 2);
}

QByteArray place(const std::source_location &location)
{
    const QByteArray file(location.file_name());
    return file.sliced(file.lastIndexOf('/') + 1) + ':' + QByteArray::number(location.line());
}

void write(const std::vector<LiveTask> &tasks, int depth, QByteArray &text)
{
    for (const LiveTask &task : tasks) {
        text += QByteArray(2 * depth, ' ');
        if (!task.name.isEmpty())
            text += task.name + ": ";
        text += shortName(task.function);
        if (task.started.line() > 0)
            text += ", started at " + place(task.started);
        text += ", at " + place(task.at);
        if (!task.awaits.isEmpty())
            text += " (" + task.awaits + ')';
        const auto ms = std::chrono::duration_cast<std::chrono::milliseconds>(task.since);
        text += " for " + QByteArray::number(qint64(ms.count())) + " ms\n";
        write(task.children, depth + 1, text);
    }
}

} // namespace

std::vector<LiveTask> liveTasks()
{
    Nodes nodes = suspendedTasks();
    detail::ScopeLink::forEach(
        [&nodes](Frame *frame, std::source_location started, Frame *owner, const QByteArray &name) {
            auto [found, isNew] = nodes.try_emplace(frame);
            Node &node = found->second;
            if (isNew) {
                node.task.function = frame->function();
                node.task.at = frame->place().where;
                node.task.awaits = "running";
            }
            node.task.started = started;
            node.task.name = name;
            node.parent = owner;
        });
    return childrenOf(nullptr, nodes, byParent(nodes));
}

QByteArray describe(const std::vector<LiveTask> &tasks)
{
    QByteArray text;
    write(tasks, 0, text);
    return text;
}

} // namespace livebelt::async
