// SPDX-License-Identifier: Apache-2.0
package portolan.rest;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.io.network.netty.OutboundChannelHandlerFactory;
import org.apache.flink.shaded.netty4.io.netty.channel.ChannelHandler;
import org.apache.flink.shaded.netty4.io.netty.channel.ChannelHandlerContext;
import org.apache.flink.shaded.netty4.io.netty.channel.ChannelOutboundHandlerAdapter;
import org.apache.flink.shaded.netty4.io.netty.channel.ChannelPromise;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.HttpHeaderNames;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.HttpRequest;
import org.apache.flink.util.ConfigurationException;

/** Has Flink's REST client bear the token, where its settings name the file with it. */
public final class SendTokenFactory implements OutboundChannelHandlerFactory {
    @Override
    public int priority() {
        return 0;
    }

    @Override
    public Optional<ChannelHandler> createHandler(Configuration settings) throws ConfigurationException {
        String file = settings.get(GuardOptions.TOKEN_FILE);
        if (file == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(new SendToken(Token.read(Path.of(file)).credentials()));
        } catch (IOException e) {
            throw new ConfigurationException(
                    "the token cannot be read: " + GuardOptions.TOKEN_FILE.key() + "=" + file, e);
        }
    }

    private static final class SendToken extends ChannelOutboundHandlerAdapter {
        private final String credentials;

        SendToken(String credentials) {
            this.credentials = credentials;
        }

        @Override
        public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) throws Exception {
            if (message instanceof HttpRequest call) {
                call.headers().set(HttpHeaderNames.AUTHORIZATION, credentials);
            }
            super.write(context, message, promise);
        }
    }
}
