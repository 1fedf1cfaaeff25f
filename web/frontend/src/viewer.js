import "./css/viewer.css";
