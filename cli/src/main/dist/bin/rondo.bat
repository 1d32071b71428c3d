@echo off
rem Runs Rondo from its distribution, on Windows.
rem
rem   JAVA_HOME         the Java to use, of version 17 or later; otherwise the java on the PATH
rem   RONDO_JAVA_OPTS   further options for the JVM, separated by spaces
setlocal

for %%I in ("%~dp0..") do set "RONDO_HOME=%%~fI"
set "RONDO_JAVA=java"
if defined JAVA_HOME set "RONDO_JAVA=%JAVA_HOME%\bin\java.exe"
set "RONDO_PLUGINS="
if exist "%RONDO_HOME%\plugins\*.jar" set RONDO_PLUGINS=--plugins "%RONDO_HOME%\plugins"
set "ORT_DISABLE_TELEMETRY=1"

"%RONDO_JAVA%" -Xlog:disable --add-modules jdk.incubator.vector --enable-native-access=ALL-UNNAMED -Dguice_bytecode_gen_option=DISABLED -Dfile.encoding=UTF-8 -Dstdout.encoding=UTF-8 -Dstderr.encoding=UTF-8 -Dsun.stdout.encoding=UTF-8 -Dsun.stderr.encoding=UTF-8 "-Drondo.home=%RONDO_HOME%" "-Drondo.command=rondo" "-Donnxruntime.native.path=%RONDO_HOME%\lib\natives\win-x64" %RONDO_JAVA_OPTS% -cp "%RONDO_HOME%\lib\rondo-cli.jar" rondo.cli.Main %RONDO_PLUGINS% %*
exit /b %ERRORLEVEL%
