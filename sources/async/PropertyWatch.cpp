// SPDX-License-Identifier: MIT
#include <livebelt/async/PropertyWatch.h>

#include <QThread>
#include <stdexcept>
#include <string>

namespace livebelt::async::detail {

PropertyWatch::PropertyWatch(QObject *object) : m_object(object)
{
    Q_ASSERT_X(object->thread() == QThread::currentThread(), "propertyOf", "the object lives on another thread");
    connect(object, &QObject::destroyed, this, [this] {
        m_object = nullptr;
        m_changed.set();
    });
}

QMetaProperty PropertyWatch::follow(const char *name, QMetaType type)
{
    const QMetaObject *const kind = m_object->metaObject();
    const QMetaProperty property = kind->property(kind->indexOfProperty(name));
    const auto refuse = [&](const char *why) {
        throw std::invalid_argument(std::string(kind->className()) + "::" + name + ' ' + why);
    };
    if (!property.isValid())
        refuse("is no property");
    if (!property.hasNotifySignal())
        refuse("has no notify signal");
    if (property.metaType() != type && !QMetaType::canConvert(property.metaType(), type))
        refuse("is of another type");
    connect(m_object, property.notifySignal(), this, staticMetaObject.method(staticMetaObject.indexOfSlot("notify()")));
    return property;
}

} // namespace livebelt::async::detail
