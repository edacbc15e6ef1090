// SPDX-License-Identifier: Apache-2.0
package portolan.rest;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.flink.shaded.netty4.io.netty.channel.ChannelDuplexHandler;
import org.apache.flink.shaded.netty4.io.netty.channel.ChannelHandlerContext;
import org.apache.flink.shaded.netty4.io.netty.channel.ChannelPromise;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.HttpRequest;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.HttpResponse;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.HttpStatusClass;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.LastHttpContent;
import org.jspecify.annotations.Nullable;

/** Closes a connection that keeps the server waiting for a call, and of too many that do the one that began first. */
@SuppressWarnings("FutureReturnValueIgnored") // closed is closed, whatever else becomes of it
final class Hourglass extends ChannelDuplexHandler {
    private final Set<Hourglass> waiting;
    private @Nullable ChannelHandlerContext context;
    private @Nullable Future<?> end;
    private int unanswered;

    /** @param waiting those of all connections, in the order in which they began to wait; guarded by itself */
    Hourglass(Set<Hourglass> waiting) {
        this.waiting = waiting;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
        await(added, GuardOptions.HEAD);
    }

    private void await(ChannelHandlerContext on, Duration longest) {
        goOn();
        end = on.executor().schedule(() -> on.close(), longest.toMillis(), TimeUnit.MILLISECONDS);
        Hourglass first = null;
        synchronized (waiting) {
            waiting.add(this);
            if (waiting.size() > GuardOptions.WAITING) {
                first = waiting.iterator().next();
                waiting.remove(first);
            }
        }
        if (first != null && first.context != null) {
            first.context.close();
        }
    }

    private void goOn() {
        if (end != null) {
            end.cancel(false);
        }
        synchronized (waiting) {
            waiting.remove(this);
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext on, Object message) {
        if (message instanceof HttpRequest) {
            unanswered++;
            await(on, GuardOptions.BODY);
        }
        if (message instanceof LastHttpContent) {
            goOn();
        }
        on.fireChannelRead(message);
    }

    @Override
    public void write(ChannelHandlerContext on, Object message, ChannelPromise promise) {
        boolean isInterim =
                message instanceof HttpResponse answer && answer.status().codeClass() == HttpStatusClass.INFORMATIONAL;
        if (message instanceof LastHttpContent && !isInterim && --unanswered == 0) {
            await(on, GuardOptions.HEAD);
        }
        on.write(message, promise);
    }

    @Override
    public void channelInactive(ChannelHandlerContext on) {
        goOn();
        on.fireChannelInactive();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext on) {
        goOn();
    }
}
