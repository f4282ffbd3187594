// Placeholder: the command line and the gateway are mounted here.
return 0;
