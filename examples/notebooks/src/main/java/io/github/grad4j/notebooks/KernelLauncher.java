package io.github.grad4j.notebooks;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.LogManager;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.rapaio.jupyter.kernel.MainApp;
import org.rapaio.jupyter.kernel.channels.Channels;
import org.rapaio.jupyter.kernel.core.ConnectionProperties;
import org.rapaio.jupyter.kernel.core.Transform;
import org.rapaio.org.zeromq.ZMQException;

/**
 * Starts the Jupyter kernel, rapaio-jupyter-kernel 3.0.1, so that it always comes up.
 *
 * <p>By itself it fails in about one start of seven: it opens its sockets before it can handle what
 * comes, and a request that comes in between ends one of its loops. Here it starts on ports that
 * nobody knows, again if a loop has ended, and only then are the ports that Jupyter knows opened,
 * and passed on to the others.
 */
public final class KernelLauncher {
  /** The system property that is set in a kernel. */
  static final String PROPERTY = "grad4j.notebook";

  private static final List<String> PORTS =
      List.of("shell_port", "iopub_port", "stdin_port", "control_port", "hb_port");

  /** For requests, for interrupts, for the heartbeat. */
  private static final int LOOPS = 3;

  /** A loop that ends does so at once. */
  private static final long SETTLING_MILLIS = 100;

  private static final int MOST_STARTS = 10;

  private KernelLauncher() {}

  /**
   * Runs a kernel until Jupyter shuts it down.
   *
   * @param args the connection file that Jupyter wrote
   * @throws IOException if the file cannot be read, a port is taken, or the kernel does not start
   * @throws GeneralSecurityException if the file asks for a signature that this JVM does not know
   * @throws InterruptedException if the thread is interrupted before the kernel is up
   */
  public static void main(String[] args)
      throws IOException, GeneralSecurityException, InterruptedException {
    System.setProperty(PROPERTY, "true");
    try (InputStream logging =
        MainApp.class.getClassLoader().getResourceAsStream("logging.properties")) {
      if (logging != null) {
        LogManager.getLogManager().readConfiguration(logging);
      }
    }
    String connection = Files.readString(Path.of(args[0]));
    for (int start = 0; start < MOST_STARTS; start++) {
      int[] inner = freePorts();
      Channels channels = new Channels(withPorts(connection, inner));
      boolean bound = connect(channels);
      Thread.sleep(SETTLING_MILLIS);
      if (bound && loops() == LOOPS) {
        for (int i = 0; i < inner.length; i++) {
          relay(port(connection, PORTS.get(i)), inner[i]);
        }
        channels.joinUntilClose();
        System.exit(0);
      }
      channels.close();
    }
    throw new IOException("the kernel did not start " + MOST_STARTS + " times");
  }

  private static boolean connect(Channels channels) {
    try {
      channels.connect(MainApp.kernel);
      return true;
    } catch (ZMQException portIsTaken) {
      return false;
    }
  }

  /** All held at once, lest one be given twice. */
  private static int[] freePorts() throws IOException {
    List<ServerSocket> sockets = new ArrayList<>();
    try {
      for (int i = 0; i < PORTS.size(); i++) {
        sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
      }
      return sockets.stream().mapToInt(ServerSocket::getLocalPort).toArray();
    } finally {
      for (ServerSocket socket : sockets) {
        socket.close();
      }
    }
  }

  private static ConnectionProperties withPorts(String connection, int[] ports) {
    String json = connection;
    for (int i = 0; i < ports.length; i++) {
      Matcher number = number(json, PORTS.get(i));
      json = json.substring(0, number.start(1)) + ports[i] + json.substring(number.end(1));
    }
    return Transform.fromJson(json, ConnectionProperties.class);
  }

  private static int port(String connection, String name) {
    return Integer.parseInt(number(connection, name).group(1));
  }

  private static Matcher number(String connection, String name) {
    Matcher number = Pattern.compile("\"" + name + "\"\\s*:\\s*(\\d+)").matcher(connection);
    if (!number.find()) {
      throw new IllegalArgumentException("the connection file has no " + name);
    }
    return number;
  }

  private static long loops() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getClass().getSimpleName().equals("LoopThread"))
        .count();
  }

  private static void relay(int outer, int inner) throws IOException {
    ServerSocket server = new ServerSocket(outer, 0, InetAddress.getLoopbackAddress());
    daemon(
        () -> {
          while (true) {
            Socket client = server.accept();
            // A client that is gone again must not end the relay for the next one.
            daemon(() -> connect(client, inner));
          }
        });
  }

  private static void connect(Socket client, int inner) throws IOException {
    try (client;
        Socket kernel = new Socket(InetAddress.getLoopbackAddress(), inner)) {
      client.setTcpNoDelay(true);
      kernel.setTcpNoDelay(true);
      daemon(() -> pump(kernel, client));
      pump(client, kernel);
    }
  }

  private static void pump(Socket from, Socket to) throws IOException {
    try (from;
        to) {
      from.getInputStream().transferTo(to.getOutputStream());
    }
  }

  private interface Task {
    void run() throws IOException;
  }

  private static void daemon(Task task) {
    Thread thread =
        new Thread(
            () -> {
              try {
                task.run();
              } catch (IOException gone) {
                // A connection that one side has closed ends for the other, too.
              }
            });
    thread.setDaemon(true);
    thread.start();
  }
}
