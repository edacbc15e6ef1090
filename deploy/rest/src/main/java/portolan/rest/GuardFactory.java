// SPDX-License-Identifier: Apache-2.0
package portolan.rest;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.io.network.netty.InboundChannelHandlerFactory;
import org.apache.flink.shaded.netty4.io.netty.channel.ChannelHandler;
import org.apache.flink.shaded.netty4.io.netty.channel.ChannelHandlerAdapter;
import org.apache.flink.shaded.netty4.io.netty.channel.ChannelHandlerContext;
import org.apache.flink.shaded.netty4.io.netty.channel.ChannelPipeline;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.HttpServerCodec;

/** Puts the {@link Guard} and its {@link Hourglass} into each connection to a REST server of Flink's. */
public final class GuardFactory implements InboundChannelHandlerFactory {
    private final Set<Hourglass> waiting = new LinkedHashSet<>();

    @Override
    public int priority() {
        return 0;
    }

    @Override
    public Optional<ChannelHandler> createHandler(Configuration settings, Map<String, String> responseHeaders) {
        return Optional.of(new BehindTheCodec(new Hourglass(waiting), new Guard(Admission.of(settings))));
    }

    /** Flink adds us behind the handler that keeps uploads on the disk: the guard has to stand before it. */
    private static final class BehindTheCodec extends ChannelHandlerAdapter {
        private final Hourglass hourglass;
        private final Guard guard;

        BehindTheCodec(Hourglass hourglass, Guard guard) {
            this.hourglass = hourglass;
            this.guard = guard;
        }

        @Override
        public void handlerAdded(ChannelHandlerContext context) {
            ChannelPipeline pipeline = context.pipeline();
            pipeline.addAfter(pipeline.context(HttpServerCodec.class).name(), "portolan-hourglass", hourglass);
            pipeline.addAfter("portolan-hourglass", "portolan-guard", guard);
            pipeline.remove(this);
        }
    }
}
