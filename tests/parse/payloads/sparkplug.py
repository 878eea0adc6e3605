# SPDX-License-Identifier: GPL-3.0-or-later
# Sparkplug B payloads written by Google's protobuf. Their messages are described here, as Eclipse Sparkplug 3.0,
# section 6.4.1 has them (without the extensions, which nothing writes).
import math
import struct

from google.protobuf import descriptor_pb2, descriptor_pool, message_factory

SCALARS = [("int_value", "uint32"), ("long_value", "uint64"), ("float_value", "float"), ("double_value", "double"),
           ("boolean_value", "bool"), ("string_value", "string")]


def numbered(first, fields):
    return [(first + i, name, kind, "value") for i, (name, kind) in enumerate(fields)]


MESSAGES = {
    "Payload": [(1, "timestamp", "uint64"), (2, "metrics", "*Metric"), (3, "seq", "uint64"), (4, "uuid", "string"),
                (5, "body", "bytes")],
    "Metric": [(1, "name", "string"), (2, "alias", "uint64"), (3, "timestamp", "uint64"), (4, "datatype", "uint32"),
               (5, "is_historical", "bool"), (6, "is_transient", "bool"), (7, "is_null", "bool"),
               (8, "metadata", "MetaData"), (9, "properties", "PropertySet")]
    + numbered(10, SCALARS + [("bytes_value", "bytes"), ("dataset_value", "DataSet"), ("template_value", "Template")]),
    "MetaData": [(1, "is_multi_part", "bool"), (2, "content_type", "string"), (3, "size", "uint64"), (4, "seq", "uint64"),
                 (5, "file_name", "string"), (6, "file_type", "string"), (7, "md5", "string"), (8, "description", "string")],
    "PropertySet": [(1, "keys", "*string"), (2, "values", "*PropertyValue")],
    "PropertySetList": [(1, "propertyset", "*PropertySet")],
    "PropertyValue": [(1, "type", "uint32"), (2, "is_null", "bool")]
    + numbered(3, SCALARS + [("propertyset_value", "PropertySet"), ("propertysets_value", "PropertySetList")]),
    "DataSet": [(1, "num_of_columns", "uint64"), (2, "columns", "*string"), (3, "types", "*uint32"), (4, "rows", "*Row")],
    "Row": [(1, "elements", "*DataSetValue")],
    "DataSetValue": numbered(1, SCALARS),
    "Template": [(1, "version", "string"), (2, "metrics", "*Metric"), (3, "parameters", "*Parameter"),
                 (4, "template_ref", "string"), (5, "is_definition", "bool")],
    "Parameter": [(1, "name", "string"), (2, "type", "uint32")] + numbered(3, SCALARS),
}


def classes():
    file = descriptor_pb2.FileDescriptorProto(name="sparkplug.proto", package="s", syntax="proto2")
    kinds = descriptor_pb2.FieldDescriptorProto
    for name, fields in MESSAGES.items():
        message = file.message_type.add(name=name)
        if any(len(field) == 4 for field in fields):
            message.oneof_decl.add(name="value")
        for number, field, kind, *choice in fields:
            label = kinds.LABEL_REPEATED if kind[0] == "*" else kinds.LABEL_OPTIONAL
            kind = kind.lstrip("*")
            added = message.field.add(name=field, number=number, label=label)
            if kind in MESSAGES:
                added.type, added.type_name = kinds.TYPE_MESSAGE, ".s." + kind
            else:
                added.type = getattr(kinds, "TYPE_" + kind.upper())
            if choice:
                added.oneof_index = 0
    pool = descriptor_pool.DescriptorPool()
    pool.Add(file)
    factory = message_factory.MessageFactory(pool)
    return {name: factory.GetPrototype(pool.FindMessageTypeByName("s." + name)) for name in MESSAGES}


NAMES = ["Unknown", "Int8", "Int16", "Int32", "Int64", "UInt8", "UInt16", "UInt32", "UInt64", "Float", "Double", "Boolean",
         "String", "DateTime", "Text", "UUID", "DataSet", "Bytes", "File", "Template"]


def tidy_float(value):
    """The shortest decimal of a float of 32 bits."""
    for digits in range(1, 10):
        short = float("%.*g" % (digits, value))
        if struct.unpack("f", struct.pack("f", short))[0] == value:
            return short
    return value


class Sparkplug:
    def __init__(self):
        self.of = classes()

    def scalar(self, dice, value):
        """Sets one of the fields, and says of which type it is."""
        kind = dice.choice([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13])
        if kind <= 3:
            bits = 8 << (kind - 1)
            value.int_value = dice.randrange(-2**(bits - 1), 2**(bits - 1)) % 2**32
        elif kind == 4:
            value.long_value = dice.randrange(-2**63, 2**63) % 2**64
        elif kind <= 7:
            value.int_value = dice.randrange(2**(8 << (kind - 5)))
        elif kind == 8:
            value.long_value = dice.randrange(2**64)
        elif kind == 9:
            value.float_value = dice.choice([dice.uniform(-100, 100), 20.1, math.inf, math.nan])
        elif kind == 10:
            value.double_value = dice.choice([dice.uniform(-1e9, 1e9), 0.1, -math.inf])
        elif kind == 11:
            value.boolean_value = dice.random() < 0.5
        elif kind == 12:
            value.string_value = dice.choice(["", "on", "ü\n\"水"])
        else:
            value.long_value = 1700000000000 + dice.randrange(10**9)
        return kind

    def properties(self, dice, target, depth=0):
        for i in range(dice.randrange(3)):
            target.keys.append(f"p{i}")
            value = target.values.add()
            if depth < 3 and dice.random() < 0.3:
                value.type = 20
                self.properties(dice, value.propertyset_value, depth + 1)
                value.propertyset_value.SetInParent()
            elif dice.random() < 0.2:
                value.is_null = True
            else:
                value.type = self.scalar(dice, value)

    def metric(self, dice, target, name, depth=0):
        target.name = name
        if dice.random() < 0.5:
            target.timestamp = 1700000000000 + dice.randrange(10**9)
        target.is_historical = dice.random() < 0.2
        what = dice.randrange(10)
        if what < 6:
            target.datatype = self.scalar(dice, target)
        elif what == 6:
            target.datatype, target.is_null = 3, True
        elif what == 7:
            target.datatype, target.bytes_value = 17, dice.randbytes(5)
        elif what == 8:
            target.datatype = 16
            data = target.dataset_value
            data.num_of_columns = 2
            data.columns.extend(["x", "y"])
            for _ in range(dice.randrange(1, 4)):
                row = data.rows.add()
                row.elements.add().int_value = dice.randrange(256)
                row.elements.add().double_value = dice.random()
            data.types.extend([5, 10])
        elif depth < 3:
            target.datatype = 19
            made = target.template_value
            made.template_ref = "kind"
            for i in range(dice.randrange(3)):
                self.metric(dice, made.metrics.add(), f"m{i}", depth + 1)
            parameter = made.parameters.add(name="q")
            parameter.type = self.scalar(dice, parameter)
        if dice.random() < 0.3:
            self.properties(dice, target.properties)
            target.properties.SetInParent()

    def write(self, dice):
        payload = self.of["Payload"](timestamp=1700000000000 + dice.randrange(10**9), seq=dice.randrange(256))
        for i in range(dice.randrange(6)):
            self.metric(dice, payload.metrics.add(), f"line/{i}")
        return payload.SerializeToString()

    def value(self, message, kind):
        which = message.WhichOneof("value")
        if which is None:
            return None
        value = getattr(message, which)
        if which == "float_value":
            return tidy_float(value) if math.isfinite(value) else value
        if kind == 13:
            return value / 1000
        if kind in (1, 2, 3, 4):
            bits = 8 << (kind - 1)
            value %= 2**bits
            return value - 2**bits if value >= 2**(bits - 1) else value
        if which == "bytes_value":
            return value.hex()
        if which == "dataset_value":
            return {"columns": list(value.columns), "types": [NAMES[t] for t in value.types],
                    "rows": [[self.value(e, t) for e, t in zip(row.elements, value.types)] for row in value.rows]}
        if which == "template_value":
            made = {"template_ref": value.template_ref}
            made["parameters"] = {p.name: self.value(p, p.type) for p in value.parameters}
            return {**made, **self.metrics(value.metrics)}
        if which == "propertyset_value":
            return self.set(value)
        return value

    def set(self, properties):
        return {k: None if v.is_null else self.value(v, v.type) for k, v in zip(properties.keys, properties.values)}

    def metrics(self, metrics):
        if not metrics:
            return {}
        about = {}
        for m in metrics:
            one = about[m.name] = {}
            if m.datatype:
                one["datatype"] = NAMES[m.datatype]
            if m.HasField("timestamp"):
                one["timestamp"] = m.timestamp / 1000
            for flag in ("is_historical", "is_transient", "is_null"):
                if getattr(m, flag):
                    one[flag] = True
            if m.HasField("properties"):
                one["properties"] = self.set(m.properties)
        return {"metrics": {m.name: None if m.is_null else self.value(m, m.datatype) for m in metrics}, "about": about}

    def read(self, data):
        payload = self.of["Payload"].FromString(data)
        return {"timestamp": payload.timestamp / 1000, "seq": payload.seq, **self.metrics(payload.metrics)}
