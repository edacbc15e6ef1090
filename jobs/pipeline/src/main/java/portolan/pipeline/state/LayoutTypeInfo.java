// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.state;

import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.jspecify.annotations.Nullable;

/** Names a stream type to Flink, so that it never has to guess at one: what it guesses ends in Kryo. */
final class LayoutTypeInfo<T> extends TypeInformation<T> {
    private final StreamLayout<T> layout;
    private final boolean inProcess;

    LayoutTypeInfo(StreamLayout<T> layout) {
        this(layout, false);
    }

    private LayoutTypeInfo(StreamLayout<T> layout, boolean inProcess) {
        this.layout = layout;
        this.inProcess = inProcess;
    }

    StreamLayout<T> layout() {
        return layout;
    }

    /** The same type, at an exchange whose two tasks may be in one process. */
    LayoutTypeInfo<T> inProcess() {
        return new LayoutTypeInfo<>(layout, true);
    }

    @Override
    public boolean isBasicType() {
        return false;
    }

    @Override
    public boolean isTupleType() {
        return false;
    }

    @Override
    public int getArity() {
        return 1;
    }

    @Override
    public int getTotalFields() {
        return 1;
    }

    @Override
    public Class<T> getTypeClass() {
        return layout.type();
    }

    /** Never: Flink finds keys by {@code hashCode}, and only a String's or a long's outlives a release. */
    @Override
    public boolean isKeyType() {
        return false;
    }

    @Override
    public TypeSerializer<T> createSerializer(SerializerConfig config) {
        return inProcess ? new InProcessSerializer<>(layout) : new LayoutSerializer<>(layout);
    }

    @Override
    public String toString() {
        return inProcess ? layout + " within a process" : layout.toString();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof LayoutTypeInfo<?> that && layout.equals(that.layout) && inProcess == that.inProcess;
    }

    @Override
    public int hashCode() {
        return layout.hashCode();
    }

    @Override
    public boolean canEqual(Object other) {
        return other instanceof LayoutTypeInfo<?>;
    }
}
